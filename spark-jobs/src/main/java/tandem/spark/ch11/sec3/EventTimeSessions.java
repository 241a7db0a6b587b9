package tandem.spark.ch11.sec3;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import tandem.model.ch11.sec3.OpenSession;

/**
 * A user's open sessions; an event-time timer closes each when the watermark has reached its last
 * event plus the gap.
 */
final class EventTimeSessions extends StatefulProcessor<String, Row, Row> {
  static final String STATE = "sesiones";

  private final long gapMillis;
  private transient MapState<Long, OpenSession> open;

  EventTimeSessions(long gapMillis) {
    this.gapMillis = gapMillis;
  }

  @Override
  public void init(OutputMode outputMode, TimeMode timeMode) {
    open =
        getHandle()
            .getMapState(
                STATE, Encoders.LONG(), Encoders.bean(OpenSession.class), TTLConfig.NONE());
  }

  @Override
  public Iterator<Row> handleInputRows(String user, Iterator<Row> rows, TimerValues now) {
    while (rows.hasNext()) {
      add(OpenSession.of(SessionRows.evento(rows.next())));
    }
    return CollectionConverters.asScala(Collections.emptyIterator());
  }

  @Override
  public Iterator<Row> handleExpiredTimer(String user, TimerValues now, ExpiredTimerInfo timer) {
    List<Row> closed = new ArrayList<>();
    for (OpenSession session : sessions()) {
      if (dueMillis(session) <= timer.getExpiryTimeInMs()) {
        open.removeKey(session.getFirstMillis());
        closed.add(SessionRows.closed(user, session));
      }
    }
    return CollectionConverters.asScala(closed.iterator());
  }

  /** Takes in every session that the new one touches: an event out of order can join two. */
  private void add(OpenSession session) {
    for (OpenSession other : sessions()) {
      if (session.touches(other, gapMillis)) {
        open.removeKey(other.getFirstMillis());
        getHandle().deleteTimer(dueMillis(other));
        session.absorb(other);
      }
    }
    open.updateValue(session.getFirstMillis(), session);
    getHandle().registerTimer(dueMillis(session));
  }

  private List<OpenSession> sessions() {
    return new ArrayList<>(CollectionConverters.asJava(open.values().toSeq()));
  }

  /** Spark fires a timer when the watermark has reached it. */
  private long dueMillis(OpenSession session) {
    return session.getLastMillis() + gapMillis;
  }
}
