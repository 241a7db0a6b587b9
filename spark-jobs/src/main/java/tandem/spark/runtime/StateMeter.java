package tandem.spark.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQuery;
import tandem.model.run.EngineEvent;
import tandem.model.run.RunSpec;

/** Measures the state of a query at its last batch: Spark makes a checkpoint with every batch. */
public record StateMeter(SparkSession session, RunSpec spec, Optional<String> stateVariable) {

  /**
   * Measures at the query's last batch.
   *
   * @throws IOException if the checkpoint can't be read
   */
  public EngineEvent.State measure(StreamingQuery query) throws IOException {
    long keys = 0;
    long engineBytes = 0;
    StateOperatorProgress[] operators = query.lastProgress().stateOperators();
    for (int operator = 0; operator < operators.length; operator++) {
      keys += count(operator);
      engineBytes += ProgressListener.bytes(operators[operator]);
    }
    return new EngineEvent.State(
        keys, engineBytes, durableBytes(spec.checkpoints().resolve("state")));
  }

  /** Entries, counted from the checkpoint by Spark's state data source. */
  private long count(int operator) {
    DataFrameReader reader = session.read().format("statestore").option("operatorId", operator);
    stateVariable.ifPresent(
        name -> reader.option("stateVarName", name).option("flattenCollectionTypes", "true"));
    return reader.load(spec.checkpoints().toString()).count();
  }

  /**
   * The files that the newest version of each store references: {@code state/OPERATOR/PARTITION/…}.
   */
  private static long durableBytes(Path state) throws IOException {
    if (!Files.isDirectory(state)) {
      return 0;
    }
    long bytes = 0;
    try (Stream<Path> partitions = Files.find(state, 2, (path, file) -> file.isDirectory())) {
      for (Path partition :
          partitions.filter(path -> state.relativize(path).getNameCount() == 2).toList()) {
        bytes += versionBytes(partition);
      }
    }
    return bytes;
  }

  private static long versionBytes(Path partition) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(partition)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .toList();
    }
    Optional<Path> newest =
        files.stream()
            .filter(file -> file.toString().endsWith(".zip"))
            .max(Comparator.comparingLong(StateMeter::version));
    if (newest.isPresent()) {
      return Files.size(newest.get()) + tableBytes(newest.get());
    }
    // the in-memory store keeps a snapshot and the changes since
    long snapshot =
        files.stream()
            .filter(file -> file.toString().endsWith(".snapshot"))
            .mapToLong(StateMeter::version)
            .max()
            .orElse(0);
    long bytes = 0;
    for (Path file : files) {
      boolean change = file.toString().endsWith(".delta") && version(file) > snapshot;
      boolean base = file.toString().endsWith(".snapshot") && version(file) == snapshot;
      bytes += change || base ? Files.size(file) : 0;
    }
    return bytes;
  }

  /** Sizes of the shared tables that a RocksDB version's metadata lists. */
  private static long tableBytes(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      ZipEntry metadata = file.getEntry("metadata");
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(file.getInputStream(metadata), StandardCharsets.UTF_8))) {
        lines.readLine(); // the version of the format
        long bytes = 0;
        for (JsonNode table : new ObjectMapper().readTree(lines.readLine()).path("sstFiles")) {
          bytes += table.path("sizeBytes").asLong();
        }
        return bytes;
      }
    }
  }

  private static long version(Path file) {
    String digits = file.getFileName().toString().replaceAll("\\D.*", "");
    return digits.isEmpty() ? -1 : Long.parseLong(digits);
  }
}
