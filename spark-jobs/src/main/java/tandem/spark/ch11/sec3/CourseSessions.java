package tandem.spark.ch11.sec3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.GroupState;
import tandem.model.ch11.sec3.OpenSession;

/**
 * The course's rule: an event more than the gap after the session's first one begins another
 * session, and silence is measured by the clock.
 */
final class CourseSessions
    implements FlatMapGroupsWithStateFunction<String, Row, OpenSession, Row> {
  private final long gapMillis;
  private final long clockGapMillis;

  CourseSessions(long gapMillis, long clockGapMillis) {
    this.gapMillis = gapMillis;
    this.clockGapMillis = clockGapMillis;
  }

  @Override
  public Iterator<Row> call(String user, Iterator<Row> rows, GroupState<OpenSession> state) {
    if (state.hasTimedOut()) {
      OpenSession silent = state.get();
      state.remove();
      return List.of(SessionRows.closed(user, silent, System.currentTimeMillis())).iterator();
    }
    List<OpenSession> events = new ArrayList<>();
    rows.forEachRemaining(row -> events.add(OpenSession.of(SessionRows.evento(row))));
    // the rows of one call come in no order
    events.sort(Comparator.comparingLong(OpenSession::getFirstMillis));
    List<Row> closed = new ArrayList<>();
    OpenSession session = state.exists() ? state.get() : null;
    for (OpenSession event : events) {
      if (session != null && event.getFirstMillis() - session.getFirstMillis() > gapMillis) {
        closed.add(SessionRows.closed(user, session, event.getFirstMillis()));
        session = null;
      }
      if (session == null) {
        session = event;
      } else {
        session.absorb(event);
      }
    }
    state.update(session);
    state.setTimeoutDuration(clockGapMillis);
    return closed.iterator();
  }
}
