package tandem.flink.ch11.sec5;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.ch11.sec3.Accumulate;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec3.Totals;
import tandem.model.ch11.sec5.OutputModes;
import tandem.model.ch11.sec5.OutputModes.TotalVentana;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.5.1 in Flink: there are no output modes, but functions that say what they give. Each
 * purchase gives its user's new sum; takes the old one back first, where readers need that; or,
 * where one task holds them all, gives everybody's.
 */
public final class OutputModesJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    return switch (spec.variant()) {
      case OutputModes.COMPLETE ->
          in.eventos()
              .keyBy(evento -> AllTotals.ONE_KEY, Types.STRING)
              .process(new AllTotals())
              .uid(STATE_UID)
              .name(STATE_NAME);
      case OutputModes.APPEND ->
          byUser(in.eventos(OutputModes.DELAY))
              .window(TumblingEventTimeWindows.of(OutputModes.WINDOW))
              .aggregate(new Accumulate(), windowTotals())
              .uid(STATE_UID)
              .name(STATE_NAME);
      case OutputModes.CHANGELOG ->
          byUser(in.eventos()).process(new TotalChanges()).uid(STATE_UID).name(STATE_NAME);
      default -> byUser(in.eventos()).process(new RunningTotal()).uid(STATE_UID).name(STATE_NAME);
    };
  }

  private static KeyedStream<Evento, String> byUser(DataStream<Evento> eventos) {
    return eventos.keyBy(Evento::userId);
  }

  private static WindowFunction<Totals, TotalVentana, String, TimeWindow> windowTotals() {
    return new WindowFunction<>() {
      @Override
      public void apply(
          String user, TimeWindow window, Iterable<Totals> one, Collector<TotalVentana> out) {
        out.collect(
            new TotalVentana(
                Instant.ofEpochMilli(window.getStart()),
                Instant.ofEpochMilli(window.getEnd()),
                user,
                one.iterator().next().sumOrNull()));
      }
    };
  }
}
