package tandem.spark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.run.Profile;
import tandem.model.run.RunSpec;
import tandem.model.run.StateBackend;
import tandem.spark.MemoryRun;

class SparkSettingsTest {
  private static final String OLD_BACKPRESSURE = "spark.streaming.backpressure.enabled";

  private final SparkSession session =
      SparkSettings.session(2, System.getProperty("java.io.tmpdir"));

  @TempDir private Path directory;

  @Test
  void aTunedRunLeavesNothingToTheNext() {
    Map<String, String> before = effective(Profile.DEFAULT, StateBackend.ROCKSDB);
    Map<String, String> tuned = effective(Profile.TUNED, StateBackend.MEMORY);

    assertThat(tuned).isNotEqualTo(before).hasSameSizeAs(before);
    assertThat(effective(Profile.DEFAULT, StateBackend.ROCKSDB)).isEqualTo(before);
  }

  @Test
  void theEnginesOwnDefaultsAreTold() {
    assertThat(effective(Profile.DEFAULT, StateBackend.ROCKSDB))
        .containsEntry("spark.sql.codegen.wholeStage", "true")
        .containsEntry("spark.sql.shuffle.partitions", "2")
        .containsEntry("kafka.producer.acks", "all")
        .containsKey("spark.sql.streaming.stateStore.rocksdb.compression");
  }

  @Test
  void whatAVariantAsksForIsToldAndTakenBack() {
    assertThat(ofVariant("unlimited")).doesNotContainKey(OLD_BACKPRESSURE);
    assertThat(ofVariant("old-backpressure")).containsEntry(OLD_BACKPRESSURE, "true");
    assertThat(session.conf().get(OLD_BACKPRESSURE)).isEqualTo("true");
    assertThat(ofVariant("unlimited")).doesNotContainKey(OLD_BACKPRESSURE);
    assertThat(session.conf().getOption(OLD_BACKPRESSURE).isEmpty()).isTrue();
  }

  private Map<String, String> ofVariant(String variant) {
    RunSpec spec = MemoryRun.spec("11.1.5", variant, directory);
    SparkSettings.apply(session, spec);
    return SparkSettings.effective(session, spec);
  }

  private Map<String, String> effective(Profile profile, StateBackend state) {
    RunSpec some = MemoryRun.spec("11.3.2", "tumbling", directory);
    RunSpec spec =
        new RunSpec(
            some.exercise(),
            some.variant(),
            some.bootstrap(),
            some.topics(),
            some.startFrom(),
            some.parallelism(),
            state,
            profile,
            some.gear(),
            some.directory(),
            some.restore(),
            some.replaySpeed(),
            some.maxOffsetsPerTrigger());
    SparkSettings.apply(session, spec);
    return SparkSettings.effective(session, spec);
  }
}
