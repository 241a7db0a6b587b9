package tandem.spark.ch11.sec3;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.GroupState;
import tandem.model.ch11.sec3.OpenSession;

/**
 * {@link EventTimeSessions} by the older interface: one value of state and one timeout for a user.
 */
final class LegacySessions
    implements FlatMapGroupsWithStateFunction<String, Row, LegacySessions.Open, Row> {
  private final long gapMillis;

  LegacySessions(long gapMillis) {
    this.gapMillis = gapMillis;
  }

  /** A user's open sessions, as a bean for Spark's encoder. */
  public static final class Open {
    private List<OpenSession> sessions = new ArrayList<>();

    public List<OpenSession> getSessions() {
      return sessions;
    }

    public void setSessions(List<OpenSession> value) {
      this.sessions = value;
    }
  }

  @Override
  public Iterator<Row> call(String user, Iterator<Row> rows, GroupState<Open> state) {
    List<OpenSession> open =
        new ArrayList<>(state.exists() ? state.get().getSessions() : List.of());
    while (rows.hasNext()) {
      add(open, OpenSession.of(SessionRows.evento(rows.next())));
    }
    List<Row> closed = new ArrayList<>();
    long watermark = state.getCurrentWatermarkMs();
    for (OpenSession session : List.copyOf(open)) {
      if (session.getLastMillis() + gapMillis <= watermark) {
        open.remove(session);
        closed.add(SessionRows.closed(user, session));
      }
    }
    keep(open, state);
    return closed.iterator();
  }

  private void add(List<OpenSession> open, OpenSession session) {
    for (OpenSession other : List.copyOf(open)) {
      if (session.touches(other, gapMillis)) {
        open.remove(other);
        session.absorb(other);
      }
    }
    open.add(session);
  }

  private void keep(List<OpenSession> open, GroupState<Open> state) {
    if (open.isEmpty()) {
      state.remove();
      return;
    }
    Open value = new Open();
    value.setSessions(open);
    state.update(value);
    long first = open.stream().mapToLong(OpenSession::getLastMillis).min().orElseThrow();
    state.setTimeoutTimestamp(first + gapMillis - 1);
  }
}
