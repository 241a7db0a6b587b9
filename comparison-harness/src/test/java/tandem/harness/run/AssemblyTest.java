package tandem.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.ExerciseResult.Unavailable;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Profile;
import tandem.model.run.StateBackend;

/** What counts when an engine has put out nothing. */
class AssemblyTest {
  private static final String FAILURE = "flink failed: out of patience; log: flink-1.log";

  @Test
  void anEngineThatFailedMakesItsVariantInvalid() {
    ExerciseResult result = result("11.1.2", "kafka", List.of(), List.of(FAILURE));

    assertThat(result.valid()).isFalse();
    assertThat(result.claimable()).isFalse();
    assertThat(result.warnings()).containsExactly(Text.untranslated(FAILURE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "socket-restart"})
  void aRefusalCountsWhereItIsNotKnown(String variant) {
    String id = variant.equals("kafka") ? "11.1.2" : "11.2.1";
    Unavailable refused =
        new Unavailable(Engine.SPARK, Gear.standard(Engine.SPARK).name(), "asap, rocksdb", "no");

    ExerciseResult result = result(id, variant, List.of(refused), List.of());

    assertThat(result.unavailable()).containsExactly(refused);
    assertThat(result.valid()).isEqualTo(variant.equals("socket-restart"));
  }

  private static ExerciseResult result(
      String id, String variant, List<Unavailable> refused, List<String> failures) {
    Exercise exercise = Catalog.exercise(id);
    Selected selected = new Selected(exercise, exercise.variant(variant), false);
    RunOptions options =
        new RunOptions(
            List.of(selected),
            List.of(Engine.SPARK, Engine.FLINK),
            false,
            true,
            Optional.empty(),
            Duration.ZERO,
            Duration.ZERO,
            0,
            1,
            7,
            Optional.empty(),
            2,
            "1g",
            Profile.DEFAULT,
            StateBackend.ROCKSDB,
            Map.of(),
            RunOptions.Order.ABBA,
            Optional.empty(),
            Map.of(),
            false,
            Path.of("out"));
    return new Assembly(options, selected, Map.of(), new HashMap<>()).result(refused, failures);
  }
}
