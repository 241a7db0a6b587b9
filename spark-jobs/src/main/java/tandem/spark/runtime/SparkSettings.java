package tandem.spark.runtime;

import io.delta.sql.DeltaSparkSessionExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.local.LocalFs;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.catalog.DeltaCatalog;
import tandem.model.catalog.Catalog;
import tandem.model.run.Engine;
import tandem.model.run.Failpoint;
import tandem.model.run.Profile;
import tandem.model.run.RunSpec;
import tandem.model.run.StateBackend;

/** Every setting of Spark that this project makes, and a list of those that can change a figure. */
public final class SparkSettings {
  private static final String PROVIDER = "spark.sql.streaming.stateStore.providerClass";
  private static final String ROCKSDB =
      "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider";
  private static final String IN_MEMORY =
      "org.apache.spark.sql.execution.streaming.state.HDFSBackedStateStoreProvider";

  private static final String FILE_MANAGER = "spark.sql.streaming.checkpointFileManagerClass";

  private static final String POLLING = "spark.sql.streaming.pollingDelay";

  /** Hadoop's, which takes it from the session: who writes the files of a checkpoint. */
  private static final String LOCAL_FILES = "fs.AbstractFileSystem.file.impl";

  private static final String CHANGELOG =
      "spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled";

  private static final String MEMORY_BOUND =
      "spark.sql.streaming.stateStore.rocksdb.boundedMemoryUsage";
  private static final String MEMORY_MB = "spark.sql.streaming.stateStore.rocksdb.maxMemoryUsageMB";
  private static final String COMPRESSION = "spark.sql.streaming.stateStore.rocksdb.compression";

  /** What the engine ships with, said aloud so that a tuned run leaves nothing to the next. */
  private static final Map<String, String> SHIPPED =
      Map.of(POLLING, "10ms", CHANGELOG, "false", LOCAL_FILES, LocalFs.class.getName());

  /** What the tuned profile turns, as Flink's turns its own waits and checkpoints. */
  private static final Map<String, String> TUNED =
      Map.of(POLLING, "1ms", CHANGELOG, "true", LOCAL_FILES, InProcessLocalFs.class.getName());

  /** What makes a session one of Delta; its small tables need no parallel reading of their log. */
  private static final Map<String, String> DELTA =
      Map.of(
          "spark.sql.catalog.spark_catalog",
          DeltaCatalog.class.getName(),
          "spark.databricks.delta.snapshotPartitions",
          "1");

  /** Left as the engine has them, and told to whoever reads the report. */
  private static final List<String> TOLD =
      List.of(
          "spark.serializer",
          "spark.sql.codegen.wholeStage",
          "spark.sql.session.timeZone",
          FILE_MANAGER,
          "spark.sql.streaming.minBatchesToRetain",
          "spark.sql.streaming.noDataMicroBatches.enabled",
          "spark.sql.streaming.stateStore.compression.codec",
          "spark.sql.streaming.stateStore.minDeltasForSnapshot",
          MEMORY_BOUND,
          MEMORY_MB,
          COMPRESSION);

  private SparkSettings() {}

  /** A session in this JVM that writes only below the directory. */
  public static SparkSession session(int parallelism, String directory) {
    return SparkSession.builder()
        .appName("tandem")
        .master("local[" + parallelism + "]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.local.dir", directory)
        .config("spark.sql.warehouse.dir", directory + "/warehouse")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", Integer.toString(parallelism))
        // as much as Flink's, and compressed alike: one bound for all state stores of the process
        .config(MEMORY_BOUND, "true")
        .config(MEMORY_MB, "256")
        .config(COMPRESSION, "lz4")
        .getOrCreate();
  }

  /** A second session in the same process that can write Delta tables; the first stays as it is. */
  static SparkSession withDelta(SparkSession plain) {
    SparkSession.Builder builder = SparkSession.builder();
    DELTA.forEach(builder::config);
    SparkSession session = builder.withExtensions(new DeltaSparkSessionExtension()).create();
    SparkSession.setDefaultSession(plain);
    SparkSession.setActiveSession(plain);
    return session;
  }

  /** Turns the session's knobs for a run. */
  public static void apply(SparkSession session, RunSpec spec) {
    (spec.profile() == Profile.TUNED ? TUNED : SHIPPED).forEach(session.conf()::set);
    session.conf().set("spark.sql.shuffle.partitions", Integer.toString(spec.parallelism()));
    // what an earlier variant of this process asked for is taken back
    Catalog.ownSettings(Engine.SPARK).forEach(session.conf()::unset);
    own(spec).forEach(session.conf()::set);
    if (Catalog.exercise(spec.exercise()).variant(spec.variant()).isKilledAt(Failpoint.WRITTEN)) {
      session.conf().set(FILE_MANAGER, HeldCommits.class.getName());
    } else {
      session.conf().unset(FILE_MANAGER);
    }
    session.conf().set(PROVIDER, spec.state() == StateBackend.ROCKSDB ? ROCKSDB : IN_MEMORY);
  }

  /** What the variant itself asks for. */
  private static Map<String, String> own(RunSpec spec) {
    return Catalog.exercise(spec.exercise()).variant(spec.variant()).settings(Engine.SPARK);
  }

  /** All settings in effect that can change a figure. */
  static Map<String, String> effective(SparkSession session, RunSpec spec) {
    Map<String, String> effective = new TreeMap<>();
    SHIPPED.keySet().forEach(name -> effective.put(name, session.conf().get(name)));
    TOLD.forEach(
        name ->
            effective.put(
                name, session.conf().getOption(name).getOrElse(() -> "(engine's default)")));
    own(spec).keySet().forEach(name -> effective.put(name, session.conf().get(name)));
    DELTA.keySet().stream()
        .filter(session.conf()::contains)
        .forEach(name -> effective.put(name, session.conf().get(name)));
    effective.put(PROVIDER, session.conf().get(PROVIDER));
    effective.put(
        "spark.sql.shuffle.partitions", session.conf().get("spark.sql.shuffle.partitions"));
    effective.put("trigger", spec.gear().name());
    effective.put("maxOffsetsPerTrigger", Long.toString(spec.maxOffsetsPerTrigger()));
    effective.put("master", session.sparkContext().master());
    effective.putAll(spec.kafkaSettings());
    effective.putAll(spec.plant().settings());
    return effective;
  }
}
