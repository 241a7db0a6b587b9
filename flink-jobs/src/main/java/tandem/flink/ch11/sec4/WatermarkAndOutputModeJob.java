package tandem.flink.ch11.sec4;

import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.CountTrigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.api.windowing.windows.Window;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.ch11.sec3.CountEvents;
import tandem.flink.ch11.sec3.OpenWindows;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec4.WatermarkAndOutputMode;
import tandem.model.ch11.sec4.WatermarkAndOutputMode.Conteo;
import tandem.model.ch11.sec4.WatermarkAndOutputMode.Mode;
import tandem.model.ch11.sec4.WatermarkAndOutputMode.Query;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.4.3 in Flink: a window's trigger says when its row is given. Without windows of time
 * there is one window for ever, which nothing closes; without a watermark no window closes; both
 * are taken, and give nothing. A whole table is the job's own work.
 */
public final class WatermarkAndOutputModeJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    Query query = WatermarkAndOutputMode.query(spec.variant());
    DataStream<Evento> eventos =
        query.watermark() ? in.eventos(WatermarkAndOutputMode.DELAY) : withoutWatermark(in);
    if (query.mode() == Mode.COMPLETE) {
      return eventos
          .keyBy(evento -> WholeTable.ONE_KEY, Types.STRING)
          .process(new WholeTable(query.window()))
          .uid(STATE_UID)
          .name(STATE_NAME);
    }
    return query.window()
        ? counts(eventos, minutes(), query.mode())
        : counts(eventos, GlobalWindows.create(), query.mode());
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    Query query = WatermarkAndOutputMode.query(variant);
    if (query.mode() == Mode.COMPLETE) {
      return Optional.of(WholeTable.rows(checkpoint));
    }
    return Optional.of(
        query.window()
            ? OpenWindows.of(checkpoint, minutes(), new CountEvents(), Types.LONG)
            : OpenWindows.of(checkpoint, GlobalWindows.create(), new CountEvents(), Types.LONG));
  }

  /** Event times alone: windows can be told, and none is ever over. */
  private static DataStream<Evento> withoutWatermark(FlinkInputs in) {
    return in.eventos()
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Evento>noWatermarks()
                .withTimestampAssigner((evento, of) -> evento.timestamp().toEpochMilli()))
        .uid("event-time")
        .name("event-time");
  }

  private static TumblingEventTimeWindows minutes() {
    return TumblingEventTimeWindows.of(WatermarkAndOutputMode.WINDOW);
  }

  private static <W extends Window> DataStream<Conteo> counts(
      DataStream<Evento> eventos, WindowAssigner<Object, W> assigner, Mode mode) {
    WindowedStream<Evento, String, W> grouped =
        eventos.keyBy(Evento::regionOrUnknown).window(assigner);
    if (mode == Mode.UPDATE) {
      grouped = grouped.trigger(CountTrigger.of(1));
    }
    return grouped.aggregate(new CountEvents(), new Rows<W>()).uid(STATE_UID).name(STATE_NAME);
  }

  /** A window's row; that of the window for ever names no time. */
  private static final class Rows<W extends Window>
      implements WindowFunction<Long, Conteo, String, W> {
    @Override
    public void apply(String region, W window, Iterable<Long> one, Collector<Conteo> out) {
      long count = one.iterator().next();
      if (window instanceof TimeWindow minute) {
        Instant start = Instant.ofEpochMilli(minute.getStart());
        Instant end = Instant.ofEpochMilli(minute.getEnd());
        out.collect(new Conteo(start, end, region, count));
      } else {
        out.collect(new Conteo(null, null, region, count));
      }
    }
  }
}
