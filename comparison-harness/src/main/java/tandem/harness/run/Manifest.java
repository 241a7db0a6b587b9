package tandem.harness.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tandem.harness.result.SettingDifference;
import tandem.harness.result.SettingDifference.Kind;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/**
 * The fairness manifest: every effective setting of both engines side by side. What they share by
 * name must be equal; what only one has is the engine's own way, in a closed list.
 */
final class Manifest {
  /**
   * What both engines have under names of their own.
   *
   * @param what for people
   * @param spark Spark's name
   * @param flink Flink's name
   * @param inFlink Spark's values as Flink writes them; others must be the same text
   */
  private record Same(String what, String spark, String flink, Map<String, String> inFlink) {}

  private static final String STATE_STORES = "org.apache.spark.sql.execution.streaming.state.";

  private static final List<Same> SAME =
      List.of(
          new Same("parallelism", "spark.sql.shuffle.partitions", "parallelism.default", Map.of()),
          new Same(
              "state store",
              "spark.sql.streaming.stateStore.providerClass",
              "state.backend.type",
              Map.of(
                  STATE_STORES + "RocksDBStateStoreProvider", "rocksdb",
                  STATE_STORES + "HDFSBackedStateStoreProvider", "hashmap")),
          new Same(
              "RocksDB memory, MB",
              "spark.sql.streaming.stateStore.rocksdb.maxMemoryUsageMB",
              "taskmanager.memory.managed.size",
              Map.of("256", "256m")),
          new Same(
              "RocksDB compression",
              "spark.sql.streaming.stateStore.rocksdb.compression",
              "state.backend.rocksdb.compression.per.level",
              Map.of("lz4", "LZ4_COMPRESSION")));

  private static final String BY_GEAR = "by gear";
  private static final String AMONG_GEARS = "not the same for all gears";

  /** What makes a gear, or a bounded variant: asked for by name. */
  private static final Set<String> GEAR =
      Set.of(
          "trigger",
          "execution.buffer-timeout.interval",
          "execution.checkpointing.interval",
          "execution.checkpointing.mode",
          "execution.runtime-mode");

  /** What one engine has and the other can't: the whole list. */
  private static final Set<String> INTRINSIC =
      Set.of(
          "master",
          "maxOffsetsPerTrigger",
          "fs.AbstractFileSystem.file.impl",
          "spark.databricks.delta.snapshotPartitions",
          "spark.sql.catalog.spark_catalog",
          "spark.serializer",
          "spark.sql.codegen.wholeStage",
          "spark.sql.session.timeZone",
          "spark.sql.streaming.checkpointFileManagerClass",
          "spark.sql.streaming.minBatchesToRetain",
          "spark.sql.streaming.noDataMicroBatches.enabled",
          "spark.sql.streaming.pollingDelay",
          "spark.sql.streaming.stateStore.compression.codec",
          "spark.sql.streaming.stateStore.minDeltasForSnapshot",
          "spark.sql.streaming.stateStore.rocksdb.boundedMemoryUsage",
          "spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled",
          "execution.checkpointing.externalized-checkpoint-retention",
          "execution.checkpointing.incremental",
          "execution.checkpointing.tolerable-failed-checkpoints",
          "pipeline.auto-watermark-interval",
          "pipeline.generic-types",
          "pipeline.object-reuse",
          "restart-strategy.type",
          "state.backend.rocksdb.metrics.cur-size-all-mem-tables",
          "state.backend.rocksdb.metrics.estimate-num-keys",
          "state.backend.rocksdb.metrics.live-sst-files-size");

  private final List<SettingDifference> differences = new ArrayList<>();

  Manifest(Map<Engine, Map<String, String>> settings) {
    Map<String, String> spark = settings.getOrDefault(Engine.SPARK, Map.of());
    Map<String, String> flink = settings.getOrDefault(Engine.FLINK, Map.of());
    if (spark.isEmpty() || flink.isEmpty()) {
      return;
    }
    TreeSet<String> names = new TreeSet<>(spark.keySet());
    names.addAll(flink.keySet());
    for (Same same : SAME) {
      names.remove(same.spark());
      names.remove(same.flink());
      String left = spark.get(same.spark());
      String right = flink.get(same.flink());
      boolean equal = left != null && same.inFlink().getOrDefault(left, left).equals(right);
      differences.add(
          new SettingDifference(
              same.what(), left, right, equal ? Kind.EQUAL : Kind.UNDECLARED, null));
    }
    for (String name : names) {
      differences.add(
          new SettingDifference(
              name, spark.get(name), flink.get(name), kind(name, spark, flink), null));
    }
  }

  /**
   * Adds the settings of one gear to those of the engine's others: what makes a gear differs among
   * them, and everything else must not.
   */
  static void add(Map<String, String> found, Map<String, String> known) {
    found.forEach(
        (name, value) ->
            known.merge(
                name,
                value,
                (before, now) ->
                    before.equals(now) ? now : GEAR.contains(name) ? BY_GEAR : AMONG_GEARS));
  }

  List<SettingDifference> differences() {
    return differences;
  }

  /** One line for each difference that nobody asked for. */
  List<Text> undeclared() {
    return differences.stream()
        .filter(difference -> difference.kind() == Kind.UNDECLARED)
        .map(
            d ->
                Text.formatted(
                    "undeclared difference: %s is %s on Spark and %s on Flink",
                    "diferencia no declarada: %s es %s en Spark y %s en Flink",
                    d.name(),
                    d.spark(),
                    d.flink()))
        .toList();
  }

  /** Asked for by a variant, whose name stands behind that of the setting. */
  private static boolean ofAVariant(String name) {
    String setting = name.replaceFirst(" \\(.*\\)$", "");
    return Catalog.ownSettings(Engine.SPARK).contains(setting)
        || Catalog.ownSettings(Engine.FLINK).contains(setting);
  }

  private static Kind kind(String name, Map<String, String> spark, Map<String, String> flink) {
    if (AMONG_GEARS.equals(spark.get(name)) || AMONG_GEARS.equals(flink.get(name))) {
      return Kind.UNDECLARED;
    }
    if (spark.containsKey(name) && flink.containsKey(name)) {
      return spark.get(name).equals(flink.get(name)) ? Kind.EQUAL : Kind.UNDECLARED;
    }
    if (GEAR.contains(name) || ofAVariant(name)) {
      return Kind.DECLARED;
    }
    return INTRINSIC.contains(name) ? Kind.INTRINSIC : Kind.UNDECLARED;
  }
}
