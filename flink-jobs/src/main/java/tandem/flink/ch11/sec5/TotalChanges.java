package tandem.flink.ch11.sec5;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec3.Totals;
import tandem.model.ch11.sec5.OutputModes;
import tandem.model.ch11.sec5.OutputModes.Cambio;
import tandem.model.event.Evento;

/**
 * A user's sum so far as a changelog: the old row is taken back before the new one is given, so
 * that whoever adds up or groups these rows further stays right without knowing the key.
 */
final class TotalChanges extends KeyedProcessFunction<String, Evento, Cambio> {
  private transient ValueState<Totals> total;

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Totals.class));
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Cambio> out)
      throws Exception {
    String user = context.getCurrentKey();
    Totals sofar = total.value();
    Totals now = (sofar == null ? Totals.NONE : sofar).plus(evento);
    total.update(now);
    if (sofar == null) {
      out.collect(new Cambio(OutputModes.INSERT, user, now.sumOrNull()));
    } else {
      out.collect(new Cambio(OutputModes.UPDATE_BEFORE, user, sofar.sumOrNull()));
      out.collect(new Cambio(OutputModes.UPDATE_AFTER, user, now.sumOrNull()));
    }
  }
}
