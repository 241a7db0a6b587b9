package tandem.flink.ch11.sec3;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.event.Evento;

/** Whether an id has been seen: for ever, or until a time to live is over by the clock. */
final class RememberedIds extends KeyedProcessFunction<String, Evento, Evento> {
  private final Duration ttl;
  private transient ValueState<Boolean> seen;

  private RememberedIds(Duration ttl) {
    this.ttl = ttl;
  }

  static RememberedIds forEver() {
    return new RememberedIds(null);
  }

  static RememberedIds forSome(Duration ttl) {
    return new RememberedIds(ttl);
  }

  /** What both kinds of memory, and who counts it, call it. */
  static ValueStateDescriptor<Boolean> state() {
    return new ValueStateDescriptor<>("visto", Types.BOOLEAN);
  }

  @Override
  public void open(OpenContext context) {
    ValueStateDescriptor<Boolean> descriptor = state();
    if (ttl != null) {
      // an expired value is not seen any more, even where it has not been cleared away yet
      descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    }
    seen = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Evento> out)
      throws Exception {
    if (seen.value() == null) {
      seen.update(true);
      out.collect(evento);
    }
  }
}
