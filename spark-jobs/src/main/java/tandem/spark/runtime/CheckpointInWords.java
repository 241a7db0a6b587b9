package tandem.spark.runtime;

import static org.apache.spark.sql.functions.to_json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import tandem.model.run.CheckpointPart;
import tandem.model.run.RunSpec;

/**
 * Takes the newest checkpoint of a query apart (11.1.3): the logs of its offsets and commits, and
 * its state as Spark's own state data sources read it.
 */
record CheckpointInWords(SparkSession session, RunSpec spec) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN_ENTRIES = 3;

  /** What it holds, in the order in which a restart reads it. */
  List<CheckpointPart> parts() throws IOException {
    List<Path> offsets = log("offsets");
    List<Path> commits = log("commits");
    List<CheckpointPart> parts = new ArrayList<>();
    Path newest = offsets.get(offsets.size() - 1);
    parts.add(new CheckpointPart(name(newest), offsetsOf(newest)));
    if (!commits.isEmpty()) {
      Path done = commits.get(commits.size() - 1);
      parts.add(
          new CheckpointPart(
              name(done),
              "batch " + done.getFileName() + " is in the sink; a restart goes on after it"));
    }
    for (Row operator : operators()) {
      parts.add(state(operator));
      parts.addAll(entries(operator.getAs("operatorId")));
    }
    parts.add(
        new CheckpointPart(
            "offsets, commits",
            "batches %s to %s are kept, at least the last %s"
                .formatted(
                    offsets.get(0).getFileName(),
                    newest.getFileName(),
                    session.conf().get("spark.sql.streaming.minBatchesToRetain"))));
    return parts;
  }

  private String offsetsOf(Path file) throws IOException {
    // the version of the format, what belongs to the batch as a whole, and each source's end
    List<String> lines = Files.readAllLines(file);
    Map<String, Long> ends = new TreeMap<>();
    for (String source : lines.subList(2, lines.size())) {
      ProgressListener.offsets(source)
          .forEach((partition, offset) -> ends.put(partitionName(partition), offset));
    }
    JsonNode batch = JSON.readTree(lines.get(1));
    long watermark = batch.path("batchWatermarkMs").asLong();
    return "batch %s reads up to these offsets: %s; watermark %s"
        .formatted(
            file.getFileName(), ends, watermark == 0 ? "none" : Instant.ofEpochMilli(watermark));
  }

  /** The topics of a run have names of their own; people know the exercise's. */
  private String partitionName(String partition) {
    String name = partition;
    for (Map.Entry<String, String> topic : spec.topics().entrySet()) {
      name = name.replace(topic.getValue(), topic.getKey());
    }
    return name;
  }

  private List<Row> operators() {
    return session.read().format("state-metadata").load(checkpoint()).collectAsList();
  }

  private CheckpointPart state(Row operator) throws IOException {
    Object id = operator.getAs("operatorId");
    long bytes =
        CheckpointFiles.newestVersionBytes(spec.checkpoints().resolve("state").resolve("" + id));
    return new CheckpointPart(
        "state/" + id,
        "%s in %s partitions, versions for batches %s to %s: %d entries, %d bytes in the newest"
            .formatted(
                operator.getAs("operatorName"),
                operator.getAs("numPartitions"),
                operator.getAs("minBatchId"),
                operator.getAs("maxBatchId"),
                store(id).count(),
                bytes));
  }

  private List<CheckpointPart> entries(Object operator) {
    Dataset<Row> store = store(operator);
    return store
        .select(to_json(store.col("key")), to_json(store.col("value")))
        .limit(SHOWN_ENTRIES)
        .collectAsList()
        .stream()
        .map(
            entry ->
                new CheckpointPart(
                    "state/" + operator + " entry", entry.get(0) + " -> " + entry.get(1)))
        .toList();
  }

  private Dataset<Row> store(Object operator) {
    return session
        .read()
        .format("statestore")
        .option("operatorId", operator.toString())
        .load(checkpoint());
  }

  private String checkpoint() {
    return spec.checkpoints().toString();
  }

  private String name(Path file) {
    return spec.checkpoints().relativize(file).toString();
  }

  /** The files of a log in the order of their batches. */
  private List<Path> log(String folder) throws IOException {
    try (Stream<Path> files = Files.list(spec.checkpoints().resolve(folder))) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d+"))
          .sorted(Comparator.comparing(file -> Long.valueOf(file.getFileName().toString())))
          .toList();
    }
  }
}
