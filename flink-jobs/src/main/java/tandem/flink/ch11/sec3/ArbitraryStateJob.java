package tandem.flink.ch11.sec3;

import java.time.Instant;
import java.util.Optional;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec3.ArbitraryState;
import tandem.model.ch11.sec3.ArbitraryState.PorMinuto;
import tandem.model.ch11.sec3.Totals;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.3.3 in Flink: sessions by hand with KeyedProcessFunction; there is no older twin, so
 * "legacy" is the same.
 */
public final class ArbitraryStateJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    long gapMillis = ArbitraryState.GAP.toMillis();
    long clockGapMillis = spec.accelerated(ArbitraryState.GAP).toMillis();
    return switch (spec.variant()) {
      case ArbitraryState.PROCESSING_TIME ->
          in.eventos()
              .keyBy(Evento::userId)
              .process(new ClockSessions(clockGapMillis))
              .uid(STATE_UID)
              .name(STATE_NAME);
      case ArbitraryState.COURSE ->
          in.eventos()
              .keyBy(Evento::userId)
              .process(new CourseSessions(gapMillis, clockGapMillis))
              .uid(STATE_UID)
              .name(STATE_NAME);
      case ArbitraryState.MAP_GROUPS ->
          in.eventos()
              .keyBy(Evento::userId)
              .process(new RunningTotals())
              .uid(STATE_UID)
              .name(STATE_NAME);
      case ArbitraryState.PER_MINUTE ->
          in.eventos(ArbitraryState.DELAY)
              .keyBy(Evento::userId)
              .window(TumblingEventTimeWindows.of(ArbitraryState.MINUTE))
              .aggregate(new Accumulate(), minutes())
              .uid(STATE_UID)
              .name(STATE_NAME);
      default ->
          in.eventos(ArbitraryState.DELAY)
              .keyBy(Evento::userId)
              .process(new EventTimeSessions(gapMillis))
              .uid(STATE_UID)
              .name(STATE_NAME);
    };
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    return switch (variant) {
      case ArbitraryState.PROCESSING_TIME, ArbitraryState.COURSE -> Optional.empty();
      case ArbitraryState.MAP_GROUPS ->
          Optional.of(
              checkpoint.readKeyedState(
                  OperatorIdentifier.forUid(STATE_UID), new SessionReaders.OnePerUser()));
      case ArbitraryState.PER_MINUTE ->
          Optional.of(
              OpenWindows.of(checkpoint, TumblingEventTimeWindows.of(ArbitraryState.MINUTE)));
      default ->
          Optional.of(
              checkpoint.readKeyedState(
                  OperatorIdentifier.forUid(STATE_UID), new SessionReaders.OnePerSession()));
    };
  }

  private static WindowFunction<Totals, PorMinuto, String, TimeWindow> minutes() {
    return new WindowFunction<>() {
      @Override
      public void apply(
          String user, TimeWindow window, Iterable<Totals> one, Collector<PorMinuto> out) {
        Totals totals = one.iterator().next();
        Instant start = Instant.ofEpochMilli(window.getStart());
        out.collect(new PorMinuto(user, start, totals.eventos(), totals.suma()));
      }
    };
  }
}
