package tandem.flink.ch11.sec4;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.ch11.sec3.CountEvents;
import tandem.flink.ch11.sec3.HeldKeys;
import tandem.flink.ch11.sec3.OpenWindows;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec4.LateData;
import tandem.model.ch11.sec4.LateData.EventosPorMinuto;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.4.1 in Flink: each partition has a watermark, its greatest event time minus the
 * delay, and an operator's is the least of them. Without it a window never fires: counts without an
 * end are plain keyed state, and each event gives a row.
 */
public final class LateDataJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    return LateData.delay(spec.variant())
        .map(delay -> perMinute(in.eventos(delay)))
        .orElseGet(() -> neverFinal(in.eventos()));
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    return Optional.of(
        LateData.delay(variant).isPresent()
            ? openMinutes(checkpoint)
            : HeldKeys.of(checkpoint, Types.LONG, MinutesWithoutEnd.COUNT));
  }

  /** The events of each minute, when the watermark has passed its end. */
  static DataStream<EventosPorMinuto> perMinute(DataStream<Evento> eventos) {
    return counted(byMinute(eventos));
  }

  static WindowedStream<Evento, Long, TimeWindow> byMinute(DataStream<Evento> eventos) {
    // by the minute, as Spark does: a window over all events would be the work of one thread
    return eventos.keyBy(LateDataJob::minuteOf, Types.LONG).window(minutes());
  }

  static SingleOutputStreamOperator<EventosPorMinuto> counted(
      WindowedStream<Evento, Long, TimeWindow> minutes) {
    return minutes.aggregate(new CountEvents(), rows()).uid(STATE_UID).name(STATE_NAME);
  }

  static DataStream<Long> openMinutes(SavepointReader checkpoint) throws IOException {
    return OpenWindows.of(checkpoint, minutes(), new CountEvents(), Types.LONG, Types.LONG);
  }

  private static DataStream<EventosPorMinuto> neverFinal(DataStream<Evento> eventos) {
    return eventos
        .keyBy(LateDataJob::minuteOf, Types.LONG)
        .process(new MinutesWithoutEnd())
        .uid(STATE_UID)
        .name(STATE_NAME);
  }

  private static TumblingEventTimeWindows minutes() {
    return TumblingEventTimeWindows.of(LateData.MINUTE);
  }

  private static Long minuteOf(Evento evento) {
    long millis = evento.timestamp().toEpochMilli();
    return millis - Math.floorMod(millis, LateData.MINUTE.toMillis());
  }

  private static WindowFunction<Long, EventosPorMinuto, Long, TimeWindow> rows() {
    return new WindowFunction<>() {
      @Override
      public void apply(
          Long minute, TimeWindow window, Iterable<Long> one, Collector<EventosPorMinuto> out) {
        out.collect(
            new EventosPorMinuto(
                Instant.ofEpochMilli(window.getStart()),
                Instant.ofEpochMilli(window.getEnd()),
                one.iterator().next()));
      }
    };
  }
}
