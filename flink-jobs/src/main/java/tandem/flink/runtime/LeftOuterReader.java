package tandem.flink.runtime;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;

/**
 * Reads what {@link LeftOuterWithin} holds: an element for each record of either side.
 *
 * @param <L> left records
 * @param <R> right records
 */
public final class LeftOuterReader<L, R> extends KeyedStateReaderFunction<String, Long> {
  private final Class<L> left;
  private final Class<R> right;
  private transient MapState<Long, List<Tuple2<L, Boolean>>> lefts;
  private transient MapState<Long, List<R>> rights;

  /** Makes one for a function of these records. */
  public LeftOuterReader(Class<L> left, Class<R> right) {
    this.left = left;
    this.right = right;
  }

  @Override
  public void open(OpenContext context) {
    lefts = getRuntimeContext().getMapState(LeftOuterWithin.leftsHeld(left));
    rights = getRuntimeContext().getMapState(LeftOuterWithin.rightsHeld(right));
  }

  @Override
  public void readKey(String key, Context context, Collector<Long> out) throws Exception {
    lefts.values().forEach(held -> held.forEach(each -> out.collect(1L)));
    rights.values().forEach(held -> held.forEach(each -> out.collect(1L)));
  }
}
