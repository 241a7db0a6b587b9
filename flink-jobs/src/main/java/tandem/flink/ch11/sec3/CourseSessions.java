package tandem.flink.ch11.sec3;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec3.ArbitraryState.Sesion;
import tandem.model.ch11.sec3.OpenSession;
import tandem.model.event.Evento;

/**
 * The course's rule: an event more than the gap after the session's first one begins another
 * session, and silence is measured by the clock.
 */
final class CourseSessions extends KeyedProcessFunction<String, Evento, Sesion> {
  private final long gapMillis;
  private final long clockGapMillis;
  private transient ValueState<OpenSession> open;
  private transient ValueState<Long> timer;

  CourseSessions(long gapMillis, long clockGapMillis) {
    this.gapMillis = gapMillis;
    this.clockGapMillis = clockGapMillis;
  }

  @Override
  public void open(OpenContext context) {
    open = getRuntimeContext().getState(SessionStates.session());
    timer = getRuntimeContext().getState(SessionStates.timer());
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Sesion> out)
      throws Exception {
    OpenSession event = OpenSession.of(evento);
    OpenSession session = open.value();
    if (timer.value() != null) {
      context.timerService().deleteProcessingTimeTimer(timer.value());
    }
    if (session != null && event.getFirstMillis() - session.getFirstMillis() > gapMillis) {
      out.collect(SessionStates.closed(context.getCurrentKey(), session, event.getFirstMillis()));
      session = null;
    }
    if (session == null) {
      session = event;
    } else {
      session.absorb(event);
    }
    open.update(session);
    timer.update(context.timerService().currentProcessingTime() + clockGapMillis);
    context.timerService().registerProcessingTimeTimer(timer.value());
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Sesion> out) throws Exception {
    long now = context.timerService().currentProcessingTime();
    out.collect(SessionStates.closed(context.getCurrentKey(), open.value(), now));
    open.clear();
    timer.clear();
  }
}
