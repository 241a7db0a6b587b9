package tandem.spark.ch11.sec3;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapGroupsWithStateFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.GroupState;
import tandem.model.ch11.sec3.OpenSession;

/**
 * All events of a user so far: exactly one row for a user and batch, which is what
 * mapGroupsWithState is for.
 */
final class RunningTotals implements MapGroupsWithStateFunction<String, Row, OpenSession, Row> {

  @Override
  public Row call(String user, Iterator<Row> rows, GroupState<OpenSession> state) {
    OpenSession all = state.exists() ? state.get() : null;
    while (rows.hasNext()) {
      OpenSession event = OpenSession.of(SessionRows.evento(rows.next()));
      if (all != null) {
        event.absorb(all);
      }
      all = event;
    }
    state.update(all);
    return SessionRows.running(user, all);
  }
}
