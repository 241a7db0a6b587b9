package tandem.flink.runtime;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.model.catalog.Variant;
import tandem.model.run.Failpoint;
import tandem.model.run.Failpoints;

/**
 * Stands before a sink, with a place to be killed at. All operators of a task write out what they
 * hold before the first of them is snapshotted: when this is asked for its state, the sink behind
 * it in the same chain has flushed, and the checkpoint is not yet made.
 */
final class HeldCheckpoint<T> implements MapFunction<T, T>, CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** A checkpoint without rows behind it would show nothing. */
  private transient boolean rowsSinceArmed;

  private HeldCheckpoint() {}

  /** The same rows, held where the variant is killed if that is before the sink or a checkpoint. */
  static <T> DataStream<T> before(DataStream<T> rows, Variant variant) {
    return variant.isKilledAt(Failpoint.WRITTEN) || variant.isKilledAt(Failpoint.BEFORE_WRITE)
        ? rows.map(new HeldCheckpoint<T>()).returns(rows.getType()).uid("held").name("held")
        : rows;
  }

  @Override
  public T map(T row) {
    Failpoints.reached(Failpoint.BEFORE_WRITE);
    rowsSinceArmed |= Failpoints.isArmed(Failpoint.WRITTEN);
    return row;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    if (rowsSinceArmed) {
      Failpoints.reached(Failpoint.WRITTEN);
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    // what was held is gone with its process
  }
}
