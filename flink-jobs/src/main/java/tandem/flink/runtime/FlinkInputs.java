package tandem.flink.runtime;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import tandem.model.codec.WireTopic;
import tandem.model.event.Evento;

/**
 * The inputs that a job is given, wherever they come from, and the place where it leaves what it
 * refuses.
 */
public final class FlinkInputs {
  /** Side output of refused records. */
  public static final OutputTag<Incoming> REFUSED = new OutputTag<>("refused") {};

  private final Source source;
  private DataStream<Incoming> deadLetters;

  /** Makes the streams. */
  public interface Source {

    /** That of {@code eventos}. */
    DataStream<Incoming> open(WatermarkStrategy<Incoming> strategy, Reading reading);

    /** That of a topic of events, where there are several. */
    default DataStream<Incoming> open(String topic, WatermarkStrategy<Incoming> strategy) {
      throw new UnsupportedOperationException("no source of " + topic);
    }

    /** The environment in which a job makes sources of its own. */
    default StreamExecutionEnvironment environment() {
      throw new UnsupportedOperationException("no sources but these");
    }

    /** That of a topic with a schema of its own. */
    default <T> DataStream<Wire<T>> open(
        WireReader<T> reader, WatermarkStrategy<Wire<T>> strategy) {
      throw new UnsupportedOperationException("no source of " + reader.topic().name());
    }

    /** That of the topics of a subscription. */
    default DataStream<InputRecord> open(Subscription subscription) {
      throw new UnsupportedOperationException("no source of " + subscription);
    }
  }

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

  public FlinkInputs(Source source) {
    this.source = source;
  }

  /** Accepted events without event time. */
  public DataStream<Evento> eventos() {
    return accepted(records());
  }

  /**
   * Accepted events, with a watermark that stays a delay behind the greatest event time of each
   * partition.
   */
  public DataStream<Evento> eventos(Duration delay) {
    return accepted(source.open(EventTime.behind(delay), Reading.STRICT));
  }

  /**
   * Accepted events of one of several topics, with a watermark of its own that stays a delay behind
   * the greatest event time of each partition.
   *
   * @param more what the job adds to this strategy
   */
  public DataStream<Evento> eventos(
      String topic, Duration delay, UnaryOperator<WatermarkStrategy<Incoming>> more) {
    String split = "split-" + topic;
    SingleOutputStreamOperator<Evento> accepted =
        source
            .open(topic, more.apply(EventTime.behind(delay)))
            .process(new Split())
            .uid(split)
            .name(split);
    DataStream<Incoming> refused = accepted.getSideOutput(REFUSED);
    refuse(deadLetters == null ? refused : deadLetters.union(refused));
    return accepted;
  }

  /** Accepted events without event time, with the places at which their records lie. */
  public DataStream<Incoming> positioned() {
    return positioned(WatermarkStrategy.noWatermarks());
  }

  /** The same with a watermark, as {@link #eventos(Duration)} has it. */
  public DataStream<Incoming> positioned(Duration delay) {
    return positioned(EventTime.behind(delay));
  }

  private DataStream<Incoming> positioned(WatermarkStrategy<Incoming> strategy) {
    SingleOutputStreamOperator<Incoming> accepted =
        source.open(strategy, Reading.POSITIONED).process(new Refuse()).uid("split").name("split");
    refuse(accepted.getSideOutput(REFUSED));
    return accepted;
  }

  /** All records, accepted or not. */
  public DataStream<Incoming> records() {
    return source.open(WatermarkStrategy.noWatermarks(), Reading.STRICT);
  }

  /** All records as a careless job reads them: what can't be read is null. */
  public DataStream<Incoming> carelessly() {
    return source.open(WatermarkStrategy.noWatermarks(), Reading.CARELESS);
  }

  /** Accepted records of a topic that has a schema of its own, with event time, no watermark. */
  public <T> DataStream<T> read(WireTopic topic, Class<T> type, WireReader.Maker<T> maker) {
    return read(new WireReader<>(topic, type, maker), EventTime.alone());
  }

  /** The same with a watermark that stays a delay behind each partition's greatest event time. */
  public <T> DataStream<T> read(
      WireTopic topic, Class<T> type, WireReader.Maker<T> maker, Duration delay) {
    return read(new WireReader<>(topic, type, maker), EventTime.behind(delay));
  }

  /** Refused records of all topics that are read go to the dead-letter output together. */
  private <T> DataStream<T> read(WireReader<T> reader, WatermarkStrategy<Wire<T>> strategy) {
    String name = "split-" + reader.topic().name();
    SingleOutputStreamOperator<T> accepted =
        source
            .open(reader, strategy)
            .process(new RefuseWire<>(), TypeInformation.of(reader.type()))
            .uid(name)
            .name(name);
    DataStream<Incoming> refused = accepted.getSideOutput(REFUSED);
    refuse(deadLetters == null ? refused : deadLetters.union(refused));
    return accepted;
  }

  /** All records of some topics through one source, as they are. */
  public DataStream<InputRecord> subscribe(List<String> topics) {
    return source.open(new Subscription(topics, null));
  }

  /** The same of all topics whose names fit a pattern, also of those that come later. */
  public DataStream<InputRecord> subscribePattern(String pattern) {
    return source.open(new Subscription(null, pattern));
  }

  /** For sources that the job makes for itself. */
  public StreamExecutionEnvironment environment() {
    return source.environment();
  }

  /** Leaves refused records to the dead-letter output. */
  public void refuse(DataStream<Incoming> refused) {
    deadLetters = refused;
  }

  /** The refused records, or null where the job refuses none. */
  public DataStream<Incoming> deadLetters() {
    return deadLetters;
  }

  /** Accepted events among some records; the refused ones go to the dead-letter output. */
  public DataStream<Evento> accepted(DataStream<Incoming> records) {
    SingleOutputStreamOperator<Evento> accepted =
        records.process(new Split()).uid("split").name("split");
    refuse(accepted.getSideOutput(REFUSED));
    return accepted;
  }

  private static final class Refuse extends ProcessFunction<Incoming, Incoming> {
    @Override
    public void processElement(Incoming record, Context context, Collector<Incoming> out) {
      if (record.defect() == null) {
        out.collect(record);
      } else {
        context.output(REFUSED, record);
      }
    }
  }

  private static final class Split extends ProcessFunction<Incoming, Evento> {
    @Override
    public void processElement(Incoming record, Context context, Collector<Evento> out) {
      if (record.defect() == null) {
        out.collect(record.evento());
      } else {
        context.output(REFUSED, record);
      }
    }
  }

  private static final class RefuseWire<T> extends ProcessFunction<Wire<T>, T> {
    @Override
    public void processElement(Wire<T> record, Context context, Collector<T> out) {
      if (record.accepted()) {
        out.collect(record.event());
      } else {
        context.output(REFUSED, record.refused());
      }
    }
  }
}
