package tandem.spark.runtime;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.event.Evento;

/**
 * The inputs that a job is given: streams of Kafka's {@code key} and {@code value}, wherever they
 * come from.
 */
public final class SparkInputs {
  private final Function<String, Dataset<Row>> topics;
  private final Map<String, Dataset<Row>> opened = new HashMap<>();
  private boolean careless;

  /**
   * Inputs by topic name.
   *
   * @param topics the stream of a topic of the exercise, with the columns {@code key} and {@code
   *     value}
   */
  public SparkInputs(Function<String, Dataset<Row>> topics) {
    this.topics = topics;
  }

  /** Accepted events: evento_id, user_id, tipo, monto, timestamp, region. */
  public Dataset<Row> eventos() {
    return decoded()
        .where(col(EventosJson.DEFECTO).isNull())
        .drop(EventosJson.DEFECTO, "key", "value");
  }

  /**
   * All records of {@code eventos}, accepted or not: the event's columns, {@code defecto}, and the
   * original key and value.
   */
  public Dataset<Row> decoded() {
    return EventosJson.decoded(raw(Evento.TOPIC));
  }

  /** All records of {@code eventos} as a careless job reads them; there will be no dead letters. */
  public Dataset<Row> careless() {
    careless = true;
    return EventosJson.careless(raw(Evento.TOPIC));
  }

  /** Whether the job has read carelessly. */
  boolean carelesslyRead() {
    return careless;
  }

  /** One source for a topic, however often it is asked for: its branches must see one batch. */
  private Dataset<Row> raw(String topic) {
    return opened.computeIfAbsent(topic, topics);
  }
}
