package tandem.flink.ch11.sec3;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.flink.runtime.LateRecords;
import tandem.model.ch11.sec3.ArbitraryState.Sesion;
import tandem.model.ch11.sec3.OpenSession;
import tandem.model.event.Evento;

/**
 * A user's open sessions; an event-time timer closes each when the watermark has reached its last
 * event plus the gap.
 */
final class EventTimeSessions extends KeyedProcessFunction<String, Evento, Sesion> {
  private final long gapMillis;
  private transient MapState<Long, OpenSession> open;
  private transient LateRecords late;

  EventTimeSessions(long gapMillis) {
    this.gapMillis = gapMillis;
  }

  @Override
  public void open(OpenContext context) {
    open = getRuntimeContext().getMapState(SessionStates.sessions());
    late = new LateRecords(getRuntimeContext());
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Sesion> out)
      throws Exception {
    if (late.dropped(context.timestamp(), context.timerService())) {
      return;
    }
    OpenSession session = OpenSession.of(evento);
    // takes in every session that the new one touches: an event out of order can join two
    for (OpenSession other : sessions()) {
      if (session.touches(other, gapMillis)) {
        open.remove(other.getFirstMillis());
        context.timerService().deleteEventTimeTimer(dueMillis(other));
        session.absorb(other);
      }
    }
    open.put(session.getFirstMillis(), session);
    context.timerService().registerEventTimeTimer(dueMillis(session));
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<Sesion> out) throws Exception {
    for (OpenSession session : sessions()) {
      if (dueMillis(session) <= millis) {
        open.remove(session.getFirstMillis());
        out.collect(SessionStates.closed(context.getCurrentKey(), session));
      }
    }
  }

  private List<OpenSession> sessions() throws Exception {
    List<OpenSession> sessions = new ArrayList<>();
    open.values().forEach(sessions::add);
    return sessions;
  }

  private long dueMillis(OpenSession session) {
    return session.getLastMillis() + gapMillis - 1;
  }
}
