package tandem.spark.runtime;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import tandem.model.run.EngineEvent;

/**
 * Spark's memory sink: all rows since the start in a table of this process. After each batch those
 * that are new are told as if they had been printed.
 */
final class MemoryTable extends StreamingQueryListener {
  private final SparkSession session;
  private Consumer<EngineEvent> events;
  private String name = "";
  private int number;
  private int told;

  MemoryTable(SparkSession session) {
    this.session = session;
    session.streams().addListener(this);
  }

  /** A writer of lines of text to a new table. */
  synchronized DataStreamWriter<Row> writer(Dataset<Row> lines, Consumer<EngineEvent> newEvents) {
    events = newEvents;
    name = "tandem_" + ++number;
    told = 0;
    return lines.writeStream().format("memory").queryName(name);
  }

  @Override
  public synchronized void onQueryProgress(QueryProgressEvent event) {
    if (name.equals(event.progress().name())) {
      List<Row> rows = session.table(name).collectAsList();
      rows.stream()
          .skip(told)
          .forEach(row -> events.accept(new EngineEvent.Console(row.getString(0))));
      told = rows.size();
    }
  }

  @Override
  public void onQueryStarted(QueryStartedEvent event) {
    // there is nothing yet
  }

  @Override
  public void onQueryTerminated(QueryTerminatedEvent event) {
    // what there was has been told
  }
}
