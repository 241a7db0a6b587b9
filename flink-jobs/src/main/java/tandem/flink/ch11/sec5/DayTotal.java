package tandem.flink.ch11.sec5;

import java.time.LocalDate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec3.Totals;
import tandem.model.ch11.sec5.ChooseTheOutputMode.VentasDelDia;
import tandem.model.event.Evento;

/** The sales of a day so far, with each sale; the key is the day. */
final class DayTotal extends KeyedProcessFunction<String, Evento, VentasDelDia> {
  private transient ValueState<Totals> total;

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Totals.class));
  }

  @Override
  public void processElement(Evento sale, Context context, Collector<VentasDelDia> out)
      throws Exception {
    Totals sofar = total.value();
    Totals now = (sofar == null ? Totals.NONE : sofar).plus(sale);
    total.update(now);
    LocalDate day = LocalDate.parse(context.getCurrentKey());
    out.collect(new VentasDelDia(day, now.eventos(), now.suma()));
  }
}
