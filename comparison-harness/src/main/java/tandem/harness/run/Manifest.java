package tandem.harness.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tandem.harness.result.SettingDifference;
import tandem.harness.result.SettingDifference.Kind;
import tandem.model.run.Engine;

/**
 * The fairness manifest: every effective setting of both engines side by side. What they share by
 * name must be equal; what only one has is the engine's own way, in a closed list.
 */
final class Manifest {
  /**
   * Settings that stand for the same thing on both sides under other names: what, Spark's, Flink's.
   */
  private static final List<String[]> SAME =
      List.of(
          new String[] {"parallelism", "spark.sql.shuffle.partitions", "parallelism.default"},
          new String[] {
            "state store", "spark.sql.streaming.stateStore.providerClass", "state.backend.type"
          });

  private static final Map<String, String> ROCKSDB_NAMES =
      Map.of("rocksdb", "RocksDBStateStoreProvider", "hashmap", "HDFSBackedStateStoreProvider");

  /** What an engine has and the other can't: it starts with one of these. */
  private static final List<String> INTRINSIC =
      List.of(
          "spark.",
          "execution.",
          "state.",
          "pipeline.",
          "restart-strategy",
          "trigger",
          "maxOffsetsPerTrigger",
          "master",
          "parallelism.default");

  private final List<SettingDifference> differences = new ArrayList<>();

  Manifest(Map<Engine, Map<String, String>> settings) {
    Map<String, String> spark = settings.getOrDefault(Engine.SPARK, Map.of());
    Map<String, String> flink = settings.getOrDefault(Engine.FLINK, Map.of());
    if (spark.isEmpty() || flink.isEmpty()) {
      return;
    }
    TreeSet<String> names = new TreeSet<>(spark.keySet());
    names.addAll(flink.keySet());
    for (String[] same : SAME) {
      names.remove(same[1]);
      names.remove(same[2]);
      String left = spark.get(same[1]);
      String right = flink.get(same[2]);
      boolean equal =
          left != null && right != null && left.endsWith(ROCKSDB_NAMES.getOrDefault(right, right));
      differences.add(
          new SettingDifference(same[0], left, right, equal ? Kind.EQUAL : Kind.UNDECLARED, null));
    }
    for (String name : names) {
      differences.add(
          new SettingDifference(
              name, spark.get(name), flink.get(name), kind(name, spark, flink), null));
    }
  }

  List<SettingDifference> differences() {
    return differences;
  }

  /** One line for each difference that nobody asked for. */
  List<String> undeclared() {
    return differences.stream()
        .filter(difference -> difference.kind() == Kind.UNDECLARED)
        .map(
            d ->
                "undeclared difference: "
                    + d.name()
                    + " is "
                    + d.spark()
                    + " on Spark and "
                    + d.flink()
                    + " on Flink")
        .toList();
  }

  private static Kind kind(String name, Map<String, String> spark, Map<String, String> flink) {
    if (spark.containsKey(name) && flink.containsKey(name)) {
      return spark.get(name).equals(flink.get(name)) ? Kind.EQUAL : Kind.UNDECLARED;
    }
    return INTRINSIC.stream().anyMatch(name::startsWith) ? Kind.INTRINSIC : Kind.UNDECLARED;
  }
}
