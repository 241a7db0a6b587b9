package tandem.flink.ch11.sec3;

import java.time.Instant;
import java.util.Optional;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec3.TimeWindows;
import tandem.model.ch11.sec3.TimeWindows.RegionAverage;
import tandem.model.ch11.sec3.TimeWindows.RegionTotals;
import tandem.model.ch11.sec3.TimeWindows.UserSession;
import tandem.model.ch11.sec3.TimeWindows.Windows;
import tandem.model.ch11.sec3.Totals;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.3.2 in Flink: an assigner gives each event its windows; the watermark makes them
 * fire.
 */
public final class TimeWindowsJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    Windows windows = TimeWindows.windows(spec.variant());
    DataStream<Evento> eventos = in.eventos(windows.delay());
    WindowAssigner<Object, TimeWindow> assigner = assigner(windows);
    return switch (windows.shape()) {
      case TUMBLING -> {
        WindowedStream<Evento, String, TimeWindow> grouped =
            eventos.keyBy(Evento::regionOrUnknown).window(assigner);
        if (spec.variant().equals(TimeWindows.TUMBLING_UPDATE)) {
          grouped = grouped.trigger(new OnEachElement());
        }
        yield grouped.aggregate(new Accumulate(), totals()).uid(STATE_UID).name(STATE_NAME);
      }
      case SLIDING ->
          eventos
              .keyBy(Evento::regionOrUnknown)
              .window(assigner)
              .aggregate(new Accumulate(), averages())
              .uid(STATE_UID)
              .name(STATE_NAME);
      case SESSION ->
          eventos
              .keyBy(Evento::userId)
              .window(assigner)
              .aggregate(new Accumulate(), sessions(windows.size().toMillis()))
              .uid(STATE_UID)
              .name(STATE_NAME);
    };
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    return Optional.of(OpenWindows.of(checkpoint, assigner(TimeWindows.windows(variant))));
  }

  private static WindowAssigner<Object, TimeWindow> assigner(Windows windows) {
    return switch (windows.shape()) {
      case TUMBLING -> TumblingEventTimeWindows.of(windows.size());
      case SLIDING -> SlidingEventTimeWindows.of(windows.size(), windows.slide());
      case SESSION -> EventTimeSessionWindows.withGap(windows.size());
    };
  }

  private static WindowFunction<Totals, RegionTotals, String, TimeWindow> totals() {
    return new WindowFunction<>() {
      @Override
      public void apply(
          String region, TimeWindow window, Iterable<Totals> one, Collector<RegionTotals> out) {
        Totals totals = one.iterator().next();
        out.collect(
            new RegionTotals(
                Instant.ofEpochMilli(window.getStart()),
                Instant.ofEpochMilli(window.getEnd()),
                region,
                totals.eventos(),
                totals.sumOrNull()));
      }
    };
  }

  private static WindowFunction<Totals, RegionAverage, String, TimeWindow> averages() {
    return new WindowFunction<>() {
      @Override
      public void apply(
          String region, TimeWindow window, Iterable<Totals> one, Collector<RegionAverage> out) {
        out.collect(
            new RegionAverage(
                Instant.ofEpochMilli(window.getStart()),
                Instant.ofEpochMilli(window.getEnd()),
                region,
                one.iterator().next().averageOrNull()));
      }
    };
  }

  private static WindowFunction<Totals, UserSession, String, TimeWindow> sessions(long gapMillis) {
    return new WindowFunction<>() {
      @Override
      public void apply(
          String user, TimeWindow window, Iterable<Totals> one, Collector<UserSession> out) {
        Totals totals = one.iterator().next();
        out.collect(
            new UserSession(
                user,
                totals.eventos(),
                totals.sumOrNull(),
                Instant.ofEpochMilli(window.getStart()),
                Instant.ofEpochMilli(window.getEnd() - gapMillis)));
      }
    };
  }
}
