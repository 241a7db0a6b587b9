package tandem.spark.runtime;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.codec.WireTopic;
import tandem.model.event.Evento;
import tandem.model.run.Plant;

/**
 * The inputs that a job is given: streams of Kafka's {@code key} and {@code value}, and the {@code
 * topic} by the exercise's name, wherever they come from.
 */
public final class SparkInputs {
  /** Column with the Kafka timestamp of a record: when it was sent. */
  public static final String SENT = "sent";

  private static final String[] POSITION = {"partition", "offset"};

  private final Function<Subscription, Dataset<Row>> source;
  private final Map<Subscription, Dataset<Row>> opened = new HashMap<>();
  private final List<WireTopic> read = new ArrayList<>();
  private final Plant plant;
  private boolean careless;

  /**
   * What a source reads; exactly one of the two is set.
   *
   * @param topics the exercise's names of topics
   * @param pattern a regular expression of such names
   */
  public record Subscription(List<String> topics, String pattern) {

    /** Whether a topic is read. */
    public boolean takes(String topic) {
      return pattern == null ? topics.contains(topic) : topic.matches(pattern);
    }
  }

  /**
   * Inputs by topic name.
   *
   * @param source the stream of a subscription, with the columns {@code key}, {@code value}, {@code
   *     topic} and, where a job asks for them, {@code partition}, {@code offset} and {@link #SENT}
   */
  public SparkInputs(Function<Subscription, Dataset<Row>> source) {
    this(source, Plant.NONE);
  }

  /**
   * Inputs in which each record that the job reads costs planted work.
   *
   * @param source the stream of a subscription, as above
   */
  SparkInputs(Function<Subscription, Dataset<Row>> source, Plant plant) {
    this.source = source;
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

  /** Accepted events with the column {@link #SENT}. */
  public Dataset<Row> sent() {
    return EventosJson.decoded(Planted.work(raw(Evento.TOPIC), plant), SENT)
        .where(col(EventosJson.DEFECTO).isNull())
        .drop(EventosJson.DEFECTO, "key", "value");
  }

  /** Accepted records of a topic that has a schema of its own, with the columns of the schema. */
  public Dataset<Row> read(WireTopic topic) {
    read.add(topic);
    return WireJson.accepted(Planted.work(raw(topic.name()), plant), topic.schema());
  }

  /**
   * All records once more, for the runtime's own dead letters: the topics are read again for them,
   * and work is planted in each record once.
   */
  Dataset<Row> decodedAgain() {
    return read.stream()
        .map(topic -> WireJson.judged(raw(topic.name()), topic.schema()))
        .reduce(Dataset::union)
        .orElseGet(() -> EventosJson.decoded(raw(Evento.TOPIC)));
  }

  /** All records of {@code eventos} as a careless job reads them; there will be no dead letters. */
  public Dataset<Row> careless() {
    careless = true;
    return EventosJson.careless(Planted.work(raw(Evento.TOPIC), plant));
  }

  /** All records of some topics through one source, with the columns of every source. */
  public Dataset<Row> subscribe(List<String> topics) {
    return Planted.work(raw(new Subscription(topics, null)), plant);
  }

  /** The same of all topics whose names fit a pattern, also of those that come later. */
  public Dataset<Row> subscribePattern(String pattern) {
    return Planted.work(raw(new Subscription(null, pattern)), plant);
  }

  /** Whether the job has read carelessly. */
  boolean carelesslyRead() {
    return careless;
  }

  private Dataset<Row> raw(String topic) {
    return raw(new Subscription(List.of(topic), null));
  }

  /** One source, however often it is asked for: its branches must see one batch. */
  private Dataset<Row> raw(Subscription subscription) {
    return opened.computeIfAbsent(subscription, source);
  }
}
