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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.ExerciseResult.Unavailable;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.Measures;
import tandem.harness.result.Samples;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Profile;
import tandem.model.run.StateBackend;

/** When the figures of a variant count. */
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

  /** More than 10 ms, and more than a twentieth of the median. */
  @ParameterizedTest
  @CsvSource({"9.9, 50, true", "10.1, 50, false", "49, 1000, true", "51, 1000, false"})
  void trafficThatWasSentLateMakesItsVariantInvalid(double lagMs, long medianMs, boolean valid) {
    Cell cell = new Cell(Engine.FLINK);
    cell.parity = Samples.right(100);
    cell.lag = new Measures.Lag(0.1, lagMs, 90.0);
    for (Clock clock : Clock.values()) {
      LatencyHistogram latencies = new LatencyHistogram();
      for (int i = 0; i < 100; i++) {
        latencies.record(Duration.ofMillis(medianMs));
      }
      cell.histograms.put(clock, latencies);
    }
    Exercise exercise = Catalog.exercise("11.1.2");
    Selected selected = new Selected(exercise, exercise.headline(), true);

    ExerciseResult result =
        new Assembly(
                options(selected), selected, Map.of(Engine.FLINK, List.of(cell)), new HashMap<>())
            .result(List.of(), List.of());

    assertThat(result.valid()).isEqualTo(valid);
    assertThat(result.warnings()).hasSize(valid ? 0 : 1);
  }

  private static ExerciseResult result(
      String id, String variant, List<Unavailable> refused, List<String> failures) {
    Exercise exercise = Catalog.exercise(id);
    Selected selected = new Selected(exercise, exercise.variant(variant), false);
    return new Assembly(options(selected), selected, Map.of(), new HashMap<>())
        .result(refused, failures);
  }

  private static RunOptions options(Selected selected) {
    return new RunOptions(
        List.of(selected),
        List.of(Engine.SPARK, Engine.FLINK),
        false,
        !selected.timed(),
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
  }
}
