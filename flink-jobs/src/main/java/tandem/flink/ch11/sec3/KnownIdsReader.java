package tandem.flink.ch11.sec3;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;

/**
 * Reads the state of exercise 11.3.4 out of a checkpoint: one element for each key that is known.
 *
 * @param <K> the key
 */
final class KnownIdsReader<K> extends KeyedStateReaderFunction<K, Long> {
  private transient ValueState<Boolean> seen;

  @Override
  public void open(OpenContext context) {
    seen = getRuntimeContext().getState(RememberedIds.state());
  }

  @Override
  public void readKey(K key, Context context, Collector<Long> out) throws Exception {
    if (seen.value() != null) {
      out.collect(1L);
    }
  }
}
