package tandem.flink.runtime.delta;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import tandem.flink.runtime.delta.ParquetFiles.Part;
import tandem.flink.runtime.delta.ParquetFiles.Written;

/** Writes the rows of a checkpoint to files of the table's folder that are not yet in its log. */
final class DeltaWriter<R extends Record> implements CommittingSinkWriter<R, DeltaCommittable> {
  /** Held at most before they are written; a checkpoint comes long before, in most jobs. */
  private static final int MOST_ROWS = 100_000;

  /** The folder of rows without a value, as Hive named it first. */
  private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

  private final ParquetFiles files = new ParquetFiles();
  private final RecordType type;
  private final RecordType inFiles;
  private final String location;
  private final List<String> partitionedBy;
  private final String appId;
  private final List<R> rows = new ArrayList<>();
  private final List<DeltaCommittable> written = new ArrayList<>();

  DeltaWriter(RecordType type, String location, List<String> partitionedBy, String appId) {
    this.type = type;
    this.inFiles = type.without(partitionedBy);
    this.location = location;
    this.partitionedBy = partitionedBy;
    this.appId = appId;
  }

  @Override
  public void write(R row, Context context) throws IOException {
    rows.add(row);
    if (rows.size() == MOST_ROWS) {
      writeOut();
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException {
    writeOut();
  }

  @Override
  public Collection<DeltaCommittable> prepareCommit() {
    List<DeltaCommittable> ready = List.copyOf(written);
    written.clear();
    return ready;
  }

  @Override
  public void close() {
    // files that are in no log are nobody's rows
  }

  private void writeOut() throws IOException {
    Map<Map<String, String>, List<R>> partitions =
        rows.stream()
            .collect(
                Collectors.groupingBy(this::partition, LinkedHashMap::new, Collectors.toList()));
    List<Part> parts = new ArrayList<>();
    partitions.forEach((values, itsRows) -> parts.add(new Part(folder(values), values, itsRows)));
    for (Written each : files.write(inFiles, parts)) {
      written.add(DeltaCommittable.of(appId, each));
    }
    rows.clear();
  }

  private Map<String, String> partition(R row) {
    Map<String, String> values = new LinkedHashMap<>();
    partitionedBy.forEach(
        column -> values.put(column, Objects.toString(type.value(row, column), null)));
    return values;
  }

  /** The values stand in the log; folders by value are for people. */
  private String folder(Map<String, String> partition) {
    return partition.entrySet().stream()
        .map(column -> column.getKey() + "=" + escaped(column.getValue()))
        .collect(Collectors.joining("/", location + "/", ""));
  }

  private static String escaped(String value) {
    return value == null || value.isEmpty()
        ? NO_VALUE
        : URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
