package tandem.flink.runtime.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import tandem.flink.runtime.delta.ParquetFiles.Part;

/**
 * Writes the rows of each checkpoint to a folder of its own, and first deletes what is there: the
 * sink that loses data (exercise 11.2.5). What it writes is seen at once, whether the checkpoint
 * completes or not; a second try at a checkpoint has a folder without rows while it writes.
 *
 * @param <R> the result record
 */
public final class OverwritingSink<R extends Record>
    implements Sink<R>, SupportsWriterState<R, Void> {
  private static final long serialVersionUID = 1L;

  private final Class<R> type;
  private final String location;

  /** A sink that makes folders at a URI. */
  public OverwritingSink(Class<R> type, String location) {
    this.type = type;
    this.location = location;
  }

  @Override
  public StatefulSinkWriter<R, Void> createWriter(WriterInitContext context) {
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    return new Writer<R>(RecordType.of(type), location, subtask);
  }

  @Override
  public StatefulSinkWriter<R, Void> restoreWriter(
      WriterInitContext context, Collection<Void> none) {
    return createWriter(context);
  }

  @Override
  public SimpleVersionedSerializer<Void> getWriterStateSerializer() {
    return new NoState();
  }

  /** Keeps the rows until the checkpoint has a number, and writes them before it is complete. */
  static final class Writer<R extends Record> implements StatefulSinkWriter<R, Void> {
    private final ParquetFiles files = new ParquetFiles();
    private final RecordType type;
    private final String location;
    private final int subtask;
    private final List<R> rows = new ArrayList<>();

    Writer(RecordType type, String location, int subtask) {
      this.type = type;
      this.location = location;
      this.subtask = subtask;
    }

    @Override
    public void write(R row, Context context) {
      rows.add(row);
    }

    @Override
    public void flush(boolean endOfInput) {
      // the folder is not known yet
    }

    @Override
    public List<Void> snapshotState(long checkpoint) throws IOException {
      String folder = location + "/checkpoint_" + checkpoint + "/subtask_" + subtask;
      files.delete(folder);
      if (!rows.isEmpty()) {
        files.write(type, List.of(new Part(folder, Map.of(), rows)));
        rows.clear();
      }
      return List.of();
    }

    @Override
    public void close() {
      // rows since the last checkpoint come again
    }
  }

  /** Its state is in no checkpoint; that it is asked for some gives it the checkpoint's number. */
  private static final class NoState implements SimpleVersionedSerializer<Void> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Void nothing) {
      return new byte[0];
    }

    @Override
    public Void deserialize(int version, byte[] bytes) {
      return null;
    }
  }
}
