package tandem.spark.runtime;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.event.Evento;
import tandem.model.run.Plant;

/**
 * The inputs that a job is given: streams of Kafka's {@code key} and {@code value}, wherever they
 * come from.
 */
public final class SparkInputs {
  private static final String[] POSITION = {"partition", "offset"};

  private final Function<String, Dataset<Row>> topics;
  private final Map<String, Dataset<Row>> opened = new HashMap<>();
  private final Plant plant;
  private boolean careless;

  /**
   * Inputs by topic name.
   *
   * @param topics the stream of a topic of the exercise, with the columns {@code key}, {@code
   *     value} and, where a job asks for positions, {@code partition} and {@code offset}
   */
  public SparkInputs(Function<String, Dataset<Row>> topics) {
    this(topics, Plant.NONE);
  }

  /**
   * Inputs in which each record that the job reads costs planted work.
   *
   * @param topics the stream of a topic, as above
   */
  SparkInputs(Function<String, Dataset<Row>> topics, Plant plant) {
    this.topics = topics;
    this.plant = plant;
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
    return EventosJson.decoded(Planted.work(raw(Evento.TOPIC), plant));
  }

  /** The same with the columns {@code partition} and {@code offset}: where each record lies. */
  public Dataset<Row> positioned() {
    return EventosJson.decoded(Planted.work(raw(Evento.TOPIC), plant), POSITION);
  }

  /**
   * The same for the runtime's own dead letters: the topic is read once more for them, and work is
   * planted in each record once.
   */
  Dataset<Row> decodedAgain() {
    return EventosJson.decoded(raw(Evento.TOPIC));
  }

  /** All records of {@code eventos} as a careless job reads them; there will be no dead letters. */
  public Dataset<Row> careless() {
    careless = true;
    return EventosJson.careless(Planted.work(raw(Evento.TOPIC), plant));
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
