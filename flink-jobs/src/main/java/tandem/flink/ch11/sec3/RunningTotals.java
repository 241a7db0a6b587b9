package tandem.flink.ch11.sec3;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec3.ArbitraryState.Acumulado;
import tandem.model.ch11.sec3.OpenSession;
import tandem.model.event.Evento;

/** All events of a user so far: one row for each event, where Spark gives one for each batch. */
final class RunningTotals extends KeyedProcessFunction<String, Evento, Acumulado> {
  private transient ValueState<OpenSession> all;

  @Override
  public void open(OpenContext context) {
    all = getRuntimeContext().getState(SessionStates.session());
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Acumulado> out)
      throws Exception {
    OpenSession sum = OpenSession.of(evento);
    if (all.value() != null) {
      sum.absorb(all.value());
    }
    all.update(sum);
    out.collect(new Acumulado(context.getCurrentKey(), sum.getNumEventos(), sum.getValorTotal()));
  }
}
