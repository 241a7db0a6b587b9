package tandem.flink.runtime;

import org.apache.flink.api.common.functions.JoinFunction;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.util.Collector;

/**
 * A row for each pair that an interval join finds.
 *
 * @param <L> left records
 * @param <R> right records
 * @param <O> rows
 */
public final class EachPair<L, R, O> extends ProcessJoinFunction<L, R, O> {
  private final JoinFunction<L, R, O> row;

  /** Makes one that makes rows so. */
  public EachPair(JoinFunction<L, R, O> row) {
    this.row = row;
  }

  @Override
  public void processElement(L left, R right, Context context, Collector<O> out) throws Exception {
    out.collect(row.join(left, right));
  }
}
