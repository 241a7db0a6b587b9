package tandem.flink.ch11.sec5;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec3.Totals;
import tandem.model.ch11.sec5.OutputModes.Total;
import tandem.model.event.Evento;

/**
 * A user's sum so far, given with each purchase: whoever keeps the last row of each key has the
 * whole table (an upsert stream).
 */
final class RunningTotal extends KeyedProcessFunction<String, Evento, Total> {
  private transient ValueState<Totals> total;

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Totals.class));
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Total> out)
      throws Exception {
    Totals sofar = total.value();
    Totals now = (sofar == null ? Totals.NONE : sofar).plus(evento);
    total.update(now);
    out.collect(new Total(context.getCurrentKey(), now.sumOrNull()));
  }
}
