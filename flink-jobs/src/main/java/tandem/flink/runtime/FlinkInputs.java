package tandem.flink.runtime;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
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

  /** Makes the stream of {@code eventos}. */
  public interface Source {
    DataStream<Incoming> open(WatermarkStrategy<Incoming> strategy, Reading reading);
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

  /** Accepted events without event time, with the places at which their records lie. */
  public DataStream<Incoming> positioned() {
    SingleOutputStreamOperator<Incoming> accepted =
        source
            .open(WatermarkStrategy.noWatermarks(), Reading.POSITIONED)
            .process(new Refuse())
            .uid("split")
            .name("split");
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

  /** Leaves refused records to the dead-letter output. */
  public void refuse(DataStream<Incoming> refused) {
    deadLetters = refused;
  }

  /** The refused records, or null where the job refuses none. */
  public DataStream<Incoming> deadLetters() {
    return deadLetters;
  }

  private DataStream<Evento> accepted(DataStream<Incoming> records) {
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
}
