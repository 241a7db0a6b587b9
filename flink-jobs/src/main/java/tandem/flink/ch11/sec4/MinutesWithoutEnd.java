package tandem.flink.ch11.sec4;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec4.LateData;
import tandem.model.ch11.sec4.LateData.EventosPorMinuto;
import tandem.model.event.Evento;

/** The events of each minute so far, for ever: nobody says when a minute is over. */
final class MinutesWithoutEnd extends KeyedProcessFunction<Long, Evento, EventosPorMinuto> {
  static final ValueStateDescriptor<Long> COUNT = new ValueStateDescriptor<>("count", Types.LONG);

  private transient ValueState<Long> count;

  @Override
  public void open(OpenContext context) {
    count = getRuntimeContext().getState(COUNT);
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<EventosPorMinuto> out)
      throws Exception {
    long events = count.value() == null ? 1 : count.value() + 1;
    count.update(events);
    Instant start = Instant.ofEpochMilli(context.getCurrentKey());
    out.collect(new EventosPorMinuto(start, start.plus(LateData.MINUTE), events));
  }
}
