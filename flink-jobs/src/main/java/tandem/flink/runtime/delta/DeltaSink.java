package tandem.flink.runtime.delta;

import io.delta.kernel.types.StructType;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Appends result records to a Delta table, or upserts them, each checkpoint as one transaction: its
 * rows are in the table wholly or not at all, and once. Writers write files that nobody sees; when
 * the checkpoint is complete, one committer adds them to the table's log, under the name of the
 * writer and the checkpoint's number. Files whose checkpoint never completes stay unseen.
 *
 * <p>Stands in for the published connector, which is not in every mirror, and is made so that this
 * one can take its place in {@code sinkTo}. It evolves no schema.
 *
 * @param <R> the result record
 */
public final class DeltaSink<R extends Record>
    implements Sink<R>,
        SupportsCommitter<DeltaCommittable>,
        SupportsPreCommitTopology<DeltaCommittable, DeltaCommittable> {
  private static final long serialVersionUID = 1L;

  private final Class<R> type;
  private final String location;
  private final List<String> partitionedBy;
  private final List<String> keys;
  private final String appId;

  /**
   * A sink.
   *
   * @param location URI of the table; it is made with the first rows
   * @param partitionedBy columns by whose values it is laid out in folders
   * @param appId name of the writer in the table's log; another for each start of a job, so that
   *     one that starts its checkpoints at 1 again is not taken for one that repeats them. What a
   *     restored job still has to commit carries the name of the job that wrote it
   */
  public DeltaSink(Class<R> type, String location, List<String> partitionedBy, String appId) {
    this(type, location, partitionedBy, List.of(), appId);
  }

  private DeltaSink(
      Class<R> type, String location, List<String> partitionedBy, List<String> keys, String appId) {
    this.type = type;
    this.location = location;
    this.partitionedBy = List.copyOf(partitionedBy);
    this.keys = List.copyOf(keys);
    this.appId = appId;
  }

  /**
   * A sink whose rows take the place of those with the same key: the last of each checkpoint, by
   * {@link CopyOnWrite}. The rows of a key must come by one task, and nobody else may write to the
   * table.
   *
   * @param keys columns that identify a row
   */
  public static <R extends Record> DeltaSink<R> upserting(
      Class<R> type, String location, List<String> keys, String appId) {
    return new DeltaSink<>(type, location, List.of(), keys, appId);
  }

  @Override
  public SinkWriter<R> createWriter(WriterInitContext context) {
    return keys.isEmpty()
        ? new DeltaWriter<R>(RecordType.of(type), location, partitionedBy, appId)
        : new UpsertWriter<R>(RecordType.of(type), location, keys, appId);
  }

  /** A file is told its checkpoint, and one committer is given all files of a checkpoint. */
  @Override
  public DataStream<CommittableMessage<DeltaCommittable>> addPreCommitTopology(
      DataStream<CommittableMessage<DeltaCommittable>> written) {
    return written
        .map(DeltaSink::atItsCheckpoint)
        .returns(CommittableMessageTypeInfo.of(DeltaCommittable.Serializer::new))
        .name("at-checkpoint")
        .global();
  }

  private static CommittableMessage<DeltaCommittable> atItsCheckpoint(
      CommittableMessage<DeltaCommittable> message) {
    return message instanceof CommittableWithLineage<DeltaCommittable> file
        ? file.map(written -> written.at(file.getCheckpointId()))
        : message;
  }

  @Override
  public Committer<DeltaCommittable> createCommitter(CommitterInitContext context) {
    DeltaTable table = new DeltaTable(location);
    if (!keys.isEmpty()) {
      return new DeltaCommitter(new CopyOnWrite<>(type, table, location, keys)::apply);
    }
    StructType schema = RecordType.of(type).schema();
    return new DeltaCommitter(
        (appId, checkpoint, files) ->
            table.append(schema, partitionedBy, appId, checkpoint, files));
  }

  @Override
  public SimpleVersionedSerializer<DeltaCommittable> getCommittableSerializer() {
    return new DeltaCommittable.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<DeltaCommittable> getWriteResultSerializer() {
    return new DeltaCommittable.Serializer();
  }
}
