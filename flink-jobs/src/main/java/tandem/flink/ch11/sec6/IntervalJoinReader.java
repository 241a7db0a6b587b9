package tandem.flink.ch11.sec6;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.operators.co.IntervalJoinOperator.BufferEntry;
import org.apache.flink.streaming.api.operators.co.IntervalJoinOperator.BufferEntrySerializer;
import org.apache.flink.util.Collector;

/**
 * Reads what Flink's own interval join holds: an element for each record in either of its buffers.
 * Their names and serializers are the operator's and stand in no documentation; if another version
 * of Flink has others, nothing can be read and the run says so.
 */
final class IntervalJoinReader<L, R> extends KeyedStateReaderFunction<String, Long> {
  private final Class<L> left;
  private final Class<R> right;
  private transient MapState<Long, List<BufferEntry<L>>> lefts;
  private transient MapState<Long, List<BufferEntry<R>>> rights;

  IntervalJoinReader(Class<L> left, Class<R> right) {
    this.left = left;
    this.right = right;
  }

  @Override
  public void open(OpenContext context) {
    lefts = getRuntimeContext().getMapState(buffer("LEFT_BUFFER", left));
    rights = getRuntimeContext().getMapState(buffer("RIGHT_BUFFER", right));
  }

  @Override
  public void readKey(String key, Context context, Collector<Long> out) throws Exception {
    lefts.values().forEach(held -> held.forEach(each -> out.collect(1L)));
    rights.values().forEach(held -> held.forEach(each -> out.collect(1L)));
  }

  private static <T> MapStateDescriptor<Long, List<BufferEntry<T>>> buffer(
      String name, Class<T> type) {
    BufferEntrySerializer<T> entries =
        new BufferEntrySerializer<>(
            TypeInformation.of(type).createSerializer(new SerializerConfigImpl()));
    return new MapStateDescriptor<>(name, LongSerializer.INSTANCE, new ListSerializer<>(entries));
  }
}
