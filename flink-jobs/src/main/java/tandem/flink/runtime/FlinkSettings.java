package tandem.flink.runtime;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Variant;
import tandem.model.run.Engine;
import tandem.model.run.Gear.Guarantee;
import tandem.model.run.Profile;
import tandem.model.run.RunSpec;
import tandem.model.run.StateBackend;

/** Flink's configuration: all that can change a figure is set here, and so is reported. */
final class FlinkSettings {
  /** What the tuned profile turns, as Spark's turns its own waits. */
  private static final Map<String, String> TUNED =
      Map.of(
          "execution.buffer-timeout.interval", "10 ms",
          "pipeline.auto-watermark-interval", "20 ms",
          "pipeline.object-reuse", "true");

  /** What Flink ships with. */
  private static final Map<String, String> SHIPPED =
      Map.of(
          "execution.buffer-timeout.interval", "100 ms",
          "pipeline.auto-watermark-interval", "200 ms",
          "pipeline.object-reuse", "false");

  /** The newest may be half-written by a kill. */
  private static final String RETAINED = "2";

  /** RocksDB's memory. */
  private static final String MANAGED = "taskmanager.memory.managed.size";

  private static final String MANAGED_SIZE = "256m";
  private static final String LOOPBACK = "127.0.0.1";

  private FlinkSettings() {}

  /**
   * Of any cluster in this JVM: it writes below the directory only, and listens on loopback only.
   */
  static Configuration confined(String directory) {
    Configuration settings = new Configuration();
    settings.setString("rest.bind-address", LOOPBACK);
    settings.setString("rest.address", LOOPBACK);
    settings.setString("rest.port", "0");
    settings.setString("jobmanager.bind-host", LOOPBACK);
    settings.setString("taskmanager.bind-host", LOOPBACK);
    settings.setString("io.tmp.dirs", directory);
    // Hadoop is there for tables' files only, and nobody has tokens for it
    settings.setString("security.delegation.tokens.enabled", "false");
    return settings;
  }

  /** Of the cluster in this JVM. */
  static Configuration cluster(String directory) {
    Configuration settings = confined(directory);
    // the job manager asks its own configuration and never the job's: there it would be 1
    settings.setString("execution.checkpointing.num-retained", RETAINED);
    settings.setString(MANAGED, MANAGED_SIZE);
    settings.setString("taskmanager.memory.network.min", "64m");
    settings.setString("taskmanager.memory.network.max", "64m");
    settings.setString("metrics.reporters", "tandem");
    settings.setString("metrics.reporter.tandem.factory.class", MetricsTap.Factory.class.getName());
    return settings;
  }

  /** Of a job. */
  static Configuration job(RunSpec spec) {
    Configuration settings = new Configuration();
    (spec.profile() == Profile.TUNED ? TUNED : SHIPPED).forEach(settings::setString);
    if (spec.gear().buffer() != null) {
      settings.setString(
          "execution.buffer-timeout.interval", spec.gear().buffer().toMillis() + " ms");
    }
    boolean exactlyOnce = spec.gear().guarantee() == Guarantee.EXACTLY_ONCE;
    settings.setString(
        "execution.checkpointing.interval", spec.gear().checkpoint().toMillis() + " ms");
    settings.setString(
        "execution.checkpointing.mode", exactlyOnce ? "EXACTLY_ONCE" : "AT_LEAST_ONCE");
    settings.setString("execution.checkpointing.dir", spec.checkpoints().toUri().toString());
    settings.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    // the first checkpoint may come while tasks still start
    settings.setString("execution.checkpointing.tolerable-failed-checkpoints", "3");
    boolean rocksdb = spec.state() == StateBackend.ROCKSDB;
    settings.setString("state.backend.type", rocksdb ? "rocksdb" : "hashmap");
    settings.setString("state.backend.rocksdb.compression.per.level", "LZ4_COMPRESSION");
    settings.setString("execution.checkpointing.incremental", Boolean.toString(rocksdb));
    settings.setString("state.backend.rocksdb.metrics.live-sst-files-size", "true");
    settings.setString("state.backend.rocksdb.metrics.cur-size-all-mem-tables", "true");
    settings.setString("state.backend.rocksdb.metrics.estimate-num-keys", "true");
    settings.setString("restart-strategy.type", "none");
    settings.setString("pipeline.generic-types", "false");
    settings.setString("parallelism.default", Integer.toString(spec.parallelism()));
    Variant variant = Catalog.exercise(spec.exercise()).variant(spec.variant());
    if (variant.bounded()) {
      settings.setString("execution.runtime-mode", "BATCH");
    }
    variant.settings(Engine.FLINK).forEach(settings::setString);
    return settings;
  }

  /** All settings of a job that can change a figure; where it writes can't. */
  static Map<String, String> effective(Configuration job, RunSpec spec) {
    Map<String, String> effective = new TreeMap<>(job.toMap());
    effective.remove("execution.checkpointing.dir");
    effective.remove("execution.state-recovery.path");
    effective.put(MANAGED, MANAGED_SIZE);
    effective.putAll(spec.kafkaSettings());
    effective.putAll(spec.plant().settings());
    return effective;
  }
}
