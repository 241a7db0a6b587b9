package tandem.flink.runtime.delta;

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
 * Appends result records to a Delta table, each checkpoint as one transaction: its rows are in the
 * table wholly or not at all, and once. Writers write files that nobody sees; when the checkpoint
 * is complete, one committer adds them to the table's log, under the name of the writer and the
 * checkpoint's number. Files whose checkpoint never completes stay unseen.
 *
 * <p>Stands in for the published connector, which is not in every mirror, and is made so that this
 * one can take its place in {@code sinkTo}. It appends, and evolves no schema.
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
    this.type = type;
    this.location = location;
    this.partitionedBy = List.copyOf(partitionedBy);
    this.appId = appId;
  }

  @Override
  public SinkWriter<R> createWriter(WriterInitContext context) {
    return new DeltaWriter<R>(RecordType.of(type), location, partitionedBy, appId);
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
    return new DeltaCommitter(
        new DeltaTable(location), RecordType.of(type).schema(), partitionedBy);
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
