package tandem.flink.runtime.delta;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tandem.flink.runtime.delta.DeltaTable.Rewritten;
import tandem.flink.runtime.delta.DeltaTable.TableFile;
import tandem.flink.runtime.delta.ParquetFiles.Part;
import tandem.model.codec.Json;
import tandem.model.run.EngineEvent;

/**
 * Upserts the rows of a checkpoint by rewriting files. Each row belongs to one of a few buckets by
 * its key, and each bucket is one file in a folder of its own: the files of the buckets in which
 * rows change are read, their rows replaced or added to, and written anew. Readers see a plain
 * table of one row for each key at every version.
 *
 * <p>What it costs: a checkpoint of a few changes all over the table rewrites all of it, by one
 * task, before the next can be committed, and a bucket must fit into memory. To append the changes
 * and leave it to readers, or to a later merge, to find the last of each key would make writing
 * cheap and reading dear, and needs somebody to clear up.
 */
final class CopyOnWrite<R extends Record> {
  private static final int BUCKETS = 8;
  private static final Pattern BUCKET = Pattern.compile("/bucket-(\\d+)/[^/]+$");

  private final ParquetFiles files = new ParquetFiles();
  private final Class<R> record;
  private final RecordType type;
  private final DeltaTable table;
  private final String location;
  private final List<String> keys;

  /** Rows of each bucket that was rewritten; all there are, if the table was empty at first. */
  private final Map<Integer, Integer> rowsOf = new HashMap<>();

  private Boolean emptyAtFirst;

  CopyOnWrite(Class<R> record, DeltaTable table, String location, List<String> keys) {
    this.record = record;
    this.type = RecordType.of(record);
    this.table = table;
    this.location = location;
    this.keys = keys;
  }

  /** Upserts the rows of a checkpoint's files, unless the table has that transaction. */
  boolean apply(String appId, long checkpoint, List<DeltaCommittable> changes) throws IOException {
    Work work = new Work(changes);
    long start = System.nanoTime();
    boolean done = table.rewrite(type.schema(), appId, checkpoint, work::rewritten);
    if (done) {
      WriteReports.tell(
          new EngineEvent.TableWrite(
              work.changed, (System.nanoTime() - start) / 1_000, tableRows(), work.bytes));
    }
    // only now: who is killed before must find them when it tries again
    for (DeltaCommittable change : changes) {
      files.delete(change.path());
    }
    return done;
  }

  private Long tableRows() {
    return emptyAtFirst
        ? (Long) rowsOf.values().stream().mapToLong(Integer::longValue).sum()
        : null;
  }

  private static int bucketOf(List<Object> key) {
    return Math.floorMod(key.hashCode(), BUCKETS);
  }

  private static int bucketOf(TableFile file) {
    Matcher bucket = BUCKET.matcher(file.path());
    if (!bucket.find()) {
      throw new IllegalStateException("a file that is in no bucket: " + file.path());
    }
    return Integer.parseInt(bucket.group(1));
  }

  /** One checkpoint's work. */
  private final class Work {
    private final List<DeltaCommittable> changes;
    private long changed;
    private long bytes;

    Work(List<DeltaCommittable> changes) {
      this.changes = changes;
    }

    Rewritten rewritten(List<TableFile> current) throws IOException {
      emptyAtFirst = emptyAtFirst == null ? (Boolean) current.isEmpty() : emptyAtFirst;
      Map<Integer, Map<List<Object>, R>> rows = changedRows();
      Map<Integer, List<TableFile>> there =
          current.stream().collect(groupingBy(file -> bucketOf(file), HashMap::new, toList()));
      List<TableFile> removed = new ArrayList<>();
      List<Part> parts = new ArrayList<>();
      for (var bucket : rows.entrySet()) {
        for (TableFile file : there.getOrDefault(bucket.getKey(), List.of())) {
          // a row that has not changed stays
          table.read(file, each(row -> bucket.getValue().putIfAbsent(key(row), row)));
          removed.add(file);
        }
        parts.add(part(bucket.getKey(), bucket.getValue()));
        rowsOf.put(bucket.getKey(), bucket.getValue().size());
      }
      List<DeltaCommittable> added =
          files.write(type, parts).stream()
              .map(file -> DeltaCommittable.of(changes.get(0).appId(), file))
              .toList();
      bytes = added.stream().mapToLong(DeltaCommittable::size).sum();
      return new Rewritten(removed, added);
    }

    private Part part(int bucket, Map<List<Object>, R> rows) {
      return new Part(location + "/bucket-" + bucket, Map.of(), List.copyOf(rows.values()));
    }

    /** By bucket; a key's rows are all in one file, and each once. */
    private Map<Integer, Map<List<Object>, R>> changedRows() throws IOException {
      Map<Integer, Map<List<Object>, R>> rows = new TreeMap<>();
      List<FileStatus> written =
          changes.stream().map(c -> FileStatus.of(c.path(), c.size(), c.modifiedMillis())).toList();
      Consumer<R> put =
          row ->
              rows.computeIfAbsent(bucketOf(key(row)), bucket -> new LinkedHashMap<>())
                  .put(key(row), row);
      files.read(written, type.schema(), each(put));
      changed = rows.values().stream().mapToLong(Map::size).sum();
      return rows;
    }

    private Consumer<String> each(Consumer<R> rows) {
      return json -> rows.accept(Json.parseRow(json, record));
    }

    private List<Object> key(R row) {
      return type.values(row, keys);
    }
  }
}
