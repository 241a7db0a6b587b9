package tandem.spark.ch11.sec3;

import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import tandem.model.ch11.sec3.OpenSession;

/**
 * A user's one open session; it closes when the clock has shown no event of the user for the gap.
 */
final class ClockSessions extends StatefulProcessor<String, Row, Row> {
  private final long gapMillis;
  private transient ValueState<OpenSession> open;

  ClockSessions(long gapMillis) {
    this.gapMillis = gapMillis;
  }

  @Override
  public void init(OutputMode outputMode, TimeMode timeMode) {
    open =
        getHandle()
            .getValueState(
                EventTimeSessions.STATE, Encoders.bean(OpenSession.class), TTLConfig.NONE());
  }

  @Override
  public Iterator<Row> handleInputRows(String user, Iterator<Row> rows, TimerValues now) {
    OpenSession session = open.exists() ? open.get() : null;
    while (rows.hasNext()) {
      OpenSession event = OpenSession.of(SessionRows.evento(rows.next()));
      if (session != null) {
        event.absorb(session);
      }
      session = event;
    }
    open.update(session);
    // the timers are listed lazily and must not change under the iterator
    List<Object> timers =
        List.copyOf(CollectionConverters.asJava(getHandle().listTimers().toSeq()));
    timers.forEach(timer -> getHandle().deleteTimer((Long) timer));
    getHandle().registerTimer(now.getCurrentProcessingTimeInMs() + gapMillis);
    return CollectionConverters.asScala(Collections.emptyIterator());
  }

  @Override
  public Iterator<Row> handleExpiredTimer(String user, TimerValues now, ExpiredTimerInfo timer) {
    OpenSession session = open.get();
    open.clear();
    return CollectionConverters.asScala(List.of(SessionRows.closed(user, session)).iterator());
  }
}
