package tandem.flink.ch11.sec4;

import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.ch11.sec3.CountEvents;
import tandem.flink.ch11.sec3.OnEachElement;
import tandem.flink.ch11.sec3.OpenWindows;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec4.ChooseTheWatermark;
import tandem.model.ch11.sec4.ChooseTheWatermark.EventosPorVentana;
import tandem.model.ch11.sec4.ChooseTheWatermark.Windows;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.4.5 in Flink: the delay is one word at the source; whether anybody waits for it, the
 * window's trigger says.
 */
public final class ChooseTheWatermarkJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    Windows windows = ChooseTheWatermark.windows(spec.variant());
    WindowedStream<Evento, String, TimeWindow> grouped =
        in.eventos(windows.delay())
            .keyBy(Evento::userId)
            .window(TumblingEventTimeWindows.of(windows.size()));
    if (windows.updates()) {
      grouped = grouped.trigger(new OnEachElement());
    }
    return grouped.aggregate(new CountEvents(), rows()).uid(STATE_UID).name(STATE_NAME);
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    TumblingEventTimeWindows assigner =
        TumblingEventTimeWindows.of(ChooseTheWatermark.windows(variant).size());
    return Optional.of(OpenWindows.of(checkpoint, assigner, new CountEvents(), Types.LONG));
  }

  private static WindowFunction<Long, EventosPorVentana, String, TimeWindow> rows() {
    return new WindowFunction<>() {
      @Override
      public void apply(
          String user, TimeWindow window, Iterable<Long> one, Collector<EventosPorVentana> out) {
        Instant start = Instant.ofEpochMilli(window.getStart());
        Instant end = Instant.ofEpochMilli(window.getEnd());
        out.collect(new EventosPorVentana(start, end, user, one.iterator().next()));
      }
    };
  }
}
