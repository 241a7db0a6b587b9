package tandem.flink.runtime.delta;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import tandem.flink.runtime.delta.ParquetFiles.Part;

/**
 * Writes the last row of each key of a checkpoint to a file beside the table, which the committer
 * takes the rows from. Until then they are held: a checkpoint's changes must fit into memory.
 */
final class UpsertWriter<R extends Record> implements CommittingSinkWriter<R, DeltaCommittable> {
  /** Delta leaves alone what begins with an underscore. */
  private static final String FOLDER = "/_changes";

  private final ParquetFiles files = new ParquetFiles();
  private final RecordType type;
  private final String location;
  private final List<String> keys;
  private final String appId;
  private final Map<List<Object>, R> last = new LinkedHashMap<>();

  UpsertWriter(RecordType type, String location, List<String> keys, String appId) {
    this.type = type;
    this.location = location;
    this.keys = keys;
    this.appId = appId;
  }

  @Override
  public void write(R row, Context context) {
    last.put(type.values(row, keys), row);
  }

  @Override
  public void flush(boolean endOfInput) {
    // one file for a checkpoint: a row of an earlier one would be out of date
  }

  @Override
  public Collection<DeltaCommittable> prepareCommit() throws IOException {
    if (last.isEmpty()) {
      return List.of();
    }
    Part part = new Part(location + FOLDER, Map.of(), List.copyOf(last.values()));
    List<DeltaCommittable> written =
        files.write(type, List.of(part)).stream()
            .map(file -> DeltaCommittable.of(appId, file))
            .toList();
    last.clear();
    return written;
  }

  @Override
  public void close() {
    // what is in no checkpoint comes again
  }
}
