package tandem.flink.ch11.sec3;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.StateTtlConfig.StateVisibility;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec3.StateThatOnlyGrows.ConteoDiario;
import tandem.model.event.Evento;

/**
 * The events of a user's day so far. Nothing here drops a count: without a timer a watermark that
 * passes by means nothing to it, and only a time-to-live lets it go, when the clock says so.
 */
final class CountPerDay extends KeyedProcessFunction<Tuple2<String, Long>, Evento, ConteoDiario> {
  private final Duration timeToLive;
  private transient ValueState<Long> count;

  /** With a time-to-live in processing time, from the last write; null for none. */
  CountPerDay(Duration timeToLive) {
    this.timeToLive = timeToLive;
  }

  @Override
  public void open(OpenContext context) {
    count = getRuntimeContext().getState(kept(StateVisibility.NeverReturnExpired));
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<ConteoDiario> out)
      throws Exception {
    long events = count.value() == null ? 1 : count.value() + 1;
    count.update(events);
    Instant day = Instant.ofEpochMilli(context.getCurrentKey().f1);
    out.collect(new ConteoDiario(context.getCurrentKey().f0, day, events));
  }

  /** For readers of a checkpoint: what has expired and was not cleaned up yet still takes room. */
  ValueStateDescriptor<Long> held() {
    return kept(StateVisibility.ReturnExpiredIfNotCleanedUp);
  }

  private ValueStateDescriptor<Long> kept(StateVisibility expired) {
    ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("count", Types.LONG);
    if (timeToLive != null) {
      // RocksDB drops expired entries when it next compacts the files that hold them
      descriptor.enableTimeToLive(
          StateTtlConfig.newBuilder(timeToLive).setStateVisibility(expired).build());
    }
    return descriptor;
  }
}
