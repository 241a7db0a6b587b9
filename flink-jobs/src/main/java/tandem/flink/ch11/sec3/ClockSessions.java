package tandem.flink.ch11.sec3;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec3.ArbitraryState.Sesion;
import tandem.model.ch11.sec3.OpenSession;
import tandem.model.event.Evento;

/**
 * A user's one open session; it closes when the clock has shown no event of the user for the gap.
 */
final class ClockSessions extends KeyedProcessFunction<String, Evento, Sesion> {
  private final long gapMillis;
  private transient ValueState<OpenSession> open;
  private transient ValueState<Long> timer;

  ClockSessions(long gapMillis) {
    this.gapMillis = gapMillis;
  }

  @Override
  public void open(OpenContext context) {
    open = getRuntimeContext().getState(SessionStates.session());
    timer = getRuntimeContext().getState(SessionStates.timer());
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Sesion> out)
      throws Exception {
    OpenSession session = OpenSession.of(evento);
    if (open.value() != null) {
      session.absorb(open.value());
      context.timerService().deleteProcessingTimeTimer(timer.value());
    }
    open.update(session);
    timer.update(context.timerService().currentProcessingTime() + gapMillis);
    context.timerService().registerProcessingTimeTimer(timer.value());
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Sesion> out) throws Exception {
    out.collect(SessionStates.closed(context.getCurrentKey(), open.value()));
    open.clear();
    timer.clear();
  }
}
