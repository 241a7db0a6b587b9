package tandem.flink.ch11.sec3;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec3.StateThatOnlyGrows;
import tandem.model.ch11.sec3.StateThatOnlyGrows.ConteoDiario;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.3.5 in Flink: a watermark passes through every operator, and drops state only where
 * somebody has set a timer for it, as windows do. Keyed state without one stays, or expires by the
 * clock.
 */
public final class StateThatOnlyGrowsJob implements FlinkExercise {
  private static final TypeInformation<Tuple2<String, Long>> USER_AND_DAY =
      Types.TUPLE(Types.STRING, Types.LONG);

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    return switch (spec.variant()) {
      case StateThatOnlyGrows.ONLY_GROWS -> byDay(in.eventos(), null);
      case StateThatOnlyGrows.WATERMARK -> byDay(withWatermark(in), null);
      case StateThatOnlyGrows.TTL, StateThatOnlyGrows.TTL_LATE ->
          byDay(in.eventos(), spec.accelerated(StateThatOnlyGrows.TIME_TO_LIVE));
      default -> byWindow(withWatermark(in), spec.variant());
    };
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    return switch (variant) {
      case StateThatOnlyGrows.WINDOW, StateThatOnlyGrows.WINDOW_FINAL ->
          Optional.of(OpenWindows.of(checkpoint, days(), new CountEvents(), Types.LONG));
      case StateThatOnlyGrows.TTL, StateThatOnlyGrows.TTL_LATE ->
          Optional.of(held(checkpoint, StateThatOnlyGrows.TIME_TO_LIVE));
      default -> Optional.of(held(checkpoint, null));
    };
  }

  private static DataStream<Evento> withWatermark(FlinkInputs in) {
    return in.eventos(StateThatOnlyGrows.DELAY);
  }

  private static DataStream<ConteoDiario> byDay(DataStream<Evento> eventos, Duration timeToLive) {
    KeySelector<Evento, Tuple2<String, Long>> userAndDay =
        e -> Tuple2.of(e.userId(), dayOf(e.timestamp().toEpochMilli()));
    return eventos
        .keyBy(userAndDay, USER_AND_DAY)
        .process(new CountPerDay(timeToLive))
        .uid(STATE_UID)
        .name(STATE_NAME);
  }

  private static DataStream<ConteoDiario> byWindow(DataStream<Evento> eventos, String variant) {
    WindowedStream<Evento, String, TimeWindow> grouped =
        eventos.keyBy(Evento::userId).window(days());
    if (variant.equals(StateThatOnlyGrows.WINDOW)) {
      grouped = grouped.trigger(new OnEachElement());
    }
    return grouped.aggregate(new CountEvents(), rows()).uid(STATE_UID).name(STATE_NAME);
  }

  private static TumblingEventTimeWindows days() {
    return TumblingEventTimeWindows.of(StateThatOnlyGrows.DAY);
  }

  private static long dayOf(long millis) {
    return millis - Math.floorMod(millis, StateThatOnlyGrows.DAY.toMillis());
  }

  private static DataStream<Long> held(SavepointReader checkpoint, Duration timeToLive)
      throws Exception {
    return HeldKeys.of(checkpoint, USER_AND_DAY, new CountPerDay(timeToLive).held());
  }

  private static WindowFunction<Long, ConteoDiario, String, TimeWindow> rows() {
    return new WindowFunction<>() {
      @Override
      public void apply(
          String user, TimeWindow window, Iterable<Long> one, Collector<ConteoDiario> out) {
        Instant start = Instant.ofEpochMilli(window.getStart());
        out.collect(new ConteoDiario(user, start, one.iterator().next()));
      }
    };
  }
}
