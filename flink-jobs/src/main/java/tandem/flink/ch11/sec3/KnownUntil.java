package tandem.flink.ch11.sec3;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.flink.runtime.LateRecords;
import tandem.model.event.Evento;

/**
 * Whether a key has been seen, until the watermark is some time past the event that brought it;
 * what the watermark has passed already is dropped, as dropDuplicates does.
 *
 * @param <K> what is the same in events that are one and the same
 */
final class KnownUntil<K> extends KeyedProcessFunction<K, Evento, Evento> {
  private final long afterMillis;
  private transient ValueState<Boolean> seen;
  private transient LateRecords late;

  KnownUntil(Duration after) {
    this.afterMillis = after.toMillis();
  }

  @Override
  public void open(OpenContext context) {
    seen = getRuntimeContext().getState(RememberedIds.state());
    late = new LateRecords(getRuntimeContext());
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Evento> out)
      throws Exception {
    if (!late.dropped(context.timestamp(), context.timerService()) && seen.value() == null) {
      seen.update(true);
      context.timerService().registerEventTimeTimer(context.timestamp() + afterMillis - 1);
      out.collect(evento);
    }
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Evento> out) {
    seen.clear();
  }
}
