package tandem.spark.ch11.sec3;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Whether an id has been seen, until a time to live is over by the clock: of the batches, which is
 * the only time that state with a TTL knows.
 */
final class RememberedIds extends StatefulProcessor<String, Row, Row> {
  private final Duration ttl;
  private transient ValueState<Boolean> seen;

  RememberedIds(Duration ttl) {
    this.ttl = ttl;
  }

  @Override
  public void init(OutputMode outputMode, TimeMode timeMode) {
    seen = getHandle().getValueState("visto", Encoders.BOOLEAN(), new TTLConfig(ttl));
  }

  @Override
  public Iterator<Row> handleInputRows(String id, Iterator<Row> rows, TimerValues now) {
    if (seen.exists()) {
      return CollectionConverters.asScala(Collections.emptyIterator());
    }
    seen.update(true);
    return CollectionConverters.asScala(List.of(rows.next()).iterator());
  }
}
