package tandem.flink.ch11.sec4;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.EachPair;
import tandem.flink.runtime.FlinkInputs;
import tandem.flink.runtime.Incoming;
import tandem.flink.runtime.LeftOuterWithin;
import tandem.model.ch11.sec4.SeveralWatermarks;
import tandem.model.ch11.sec4.SeveralWatermarks.Conversion;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.4.4 in Flink: each source declares its watermark, and every operator goes by the
 * least of what arrives at its inputs.
 */
public final class SeveralWatermarksJob implements FlinkExercise {
  private static final String ALIGNED = "clicks-and-purchases";

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    DataStream<Evento> clicks = withWatermark(in, SeveralWatermarks.CLICKS, spec);
    DataStream<Evento> compras = withWatermark(in, SeveralWatermarks.COMPRAS, spec);
    if (!SeveralWatermarks.withUnpaired(spec.variant())) {
      return clicks
          .keyBy(Evento::userId)
          .intervalJoin(compras.keyBy(Evento::userId))
          .between(Duration.ZERO, SeveralWatermarks.REACH)
          .process(new EachPair<>(SeveralWatermarks::apply), TypeInformation.of(Conversion.class))
          .uid(STATE_UID)
          .name(STATE_NAME);
    }
    // the interval join knows no outer form
    return clicks
        .keyBy(Evento::userId)
        .connect(compras.keyBy(Evento::userId))
        .process(
            new LeftOuterWithin<>(
                Evento.class, Evento.class, SeveralWatermarks.REACH, SeveralWatermarks::apply),
            TypeInformation.of(Conversion.class))
        .uid(STATE_UID)
        .name(STATE_NAME);
  }

  /** Accepted events of a topic; what a variant says of its watermark is said at its source. */
  private static DataStream<Evento> withWatermark(FlinkInputs in, String topic, RunSpec spec) {
    return in.eventos(
        topic, SeveralWatermarks.DELAY, strategy -> withPolicy(strategy, spec.variant()));
  }

  private static WatermarkStrategy<Incoming> withPolicy(
      WatermarkStrategy<Incoming> strategy, String variant) {
    return switch (variant) {
      case SeveralWatermarks.IDLENESS -> strategy.withIdleness(SeveralWatermarks.IDLE_AFTER);
      case SeveralWatermarks.ALIGNMENT ->
          strategy.withWatermarkAlignment(
              ALIGNED, SeveralWatermarks.AHEAD, SeveralWatermarks.ALIGNED_EVERY);
      default -> strategy;
    };
  }
}
