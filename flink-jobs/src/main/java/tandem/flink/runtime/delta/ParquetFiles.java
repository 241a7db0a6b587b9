package tandem.flink.runtime.delta;

import static io.delta.kernel.internal.util.Utils.singletonCloseableIterator;
import static io.delta.kernel.internal.util.Utils.toCloseableIterator;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import tandem.model.parity.RowSchema;
import tandem.model.run.Failpoint;
import tandem.model.run.Failpoints;

/** Parquet files, written and read by the handlers of Delta's Kernel. */
public final class ParquetFiles {
  private static final String SUFFIX = ".parquet";

  private final Configuration hadoop = new Configuration();
  private final Engine engine = DefaultEngine.create(hadoop);

  /**
   * Rows that go to one folder.
   *
   * @param folder URI
   * @param partition values that the rows have in common and the files do not hold, as text, by
   *     column
   */
  record Part(String folder, Map<String, String> partition, List<? extends Record> rows) {}

  /** A file and what is in it. */
  record Written(Part part, DataFileStatus file) {}

  /** What reads and writes the files. */
  Engine engine() {
    return engine;
  }

  /** Writes the parts, each into new files of its folder. */
  List<Written> write(RecordType type, List<Part> parts) throws IOException {
    List<Written> files = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (i == parts.size() / 2) {
        amidWrite();
      }
      Part part = parts.get(i);
      var batch = new FilteredColumnarBatch(type.batch(part.rows()), Optional.empty());
      engine
          .getParquetHandler()
          .writeParquetFiles(part.folder(), singletonCloseableIterator(batch), List.of())
          .toInMemoryList()
          .forEach(file -> files.add(new Written(part, file)));
    }
    return files;
  }

  /** Half of the files are written, and all that they take the place of is gone. */
  private static void amidWrite() {
    Failpoints.reached(Failpoint.AMID_WRITE);
  }

  /** Deletes a folder and all in it; where there is none, there is nothing to do. */
  void delete(String folder) throws IOException {
    Path path = new Path(folder);
    path.getFileSystem(hadoop).delete(path, true);
  }

  /**
   * Reads all rows of the files in a folder and its folders.
   *
   * @param schema the columns of the files
   * @param rows is given each row as JSON; none where there is no such folder
   */
  public void read(String folder, RowSchema schema, Consumer<String> rows) throws IOException {
    List<FileStatus> found = found(new Path(folder));
    if (found.isEmpty()) {
      return;
    }
    read(found, RecordType.schema(schema), rows);
  }

  /** Reads all rows of some files. */
  void read(List<FileStatus> files, StructType columns, Consumer<String> rows) throws IOException {
    try (CloseableIterator<FileReadResult> read = contents(files, columns)) {
      while (read.hasNext()) {
        tell(read.next().getData().getRows(), rows);
      }
    }
  }

  /**
   * When the newest file in a folder and its folders was written, milliseconds since the epoch; 0
   * where there is none.
   */
  public long newestMillis(String folder) throws IOException {
    return found(new Path(folder)).stream()
        .mapToLong(FileStatus::getModificationTime)
        .max()
        .orElse(0);
  }

  private List<FileStatus> found(Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    List<FileStatus> found = new ArrayList<>();
    if (!files.exists(path)) {
      return found;
    }
    for (RemoteIterator<LocatedFileStatus> each = files.listFiles(path, true); each.hasNext(); ) {
      LocatedFileStatus file = each.next();
      if (file.getPath().getName().endsWith(SUFFIX)) {
        found.add(
            FileStatus.of(file.getPath().toString(), file.getLen(), file.getModificationTime()));
      }
    }
    return found;
  }

  /** The contents of files, batch by batch. */
  CloseableIterator<FileReadResult> contents(List<FileStatus> files, StructType columns)
      throws IOException {
    return engine
        .getParquetHandler()
        .readParquetFiles(toCloseableIterator(files.iterator()), columns, Optional.empty());
  }

  static void tell(CloseableIterator<Row> found, Consumer<String> rows) throws IOException {
    try (found) {
      while (found.hasNext()) {
        rows.accept(JsonRow.of(found.next()));
      }
    }
  }
}
