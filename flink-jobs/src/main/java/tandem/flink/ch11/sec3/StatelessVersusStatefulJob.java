package tandem.flink.ch11.sec3;

import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.FlinkInputs;
import tandem.flink.runtime.Incoming;
import tandem.model.ch11.sec3.StatelessVersusStateful;
import tandem.model.ch11.sec3.StatelessVersusStateful.ConteoPorMinuto;
import tandem.model.ch11.sec3.StatelessVersusStateful.EventoConIva;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.3.1 in Flink: a filter, a count per user and the first event of each id. What keeps
 * state says so: it is keyed, and declares what it keeps.
 */
public final class StatelessVersusStatefulJob implements FlinkExercise {

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    return switch (spec.variant()) {
      case StatelessVersusStateful.RUNNING_COUNT ->
          in.eventos()
              .keyBy(Evento::userId)
              .process(new CountPerUser())
              .uid(STATE_UID)
              .name(STATE_NAME);
      case StatelessVersusStateful.DEDUP ->
          in.eventos()
              .keyBy(Evento::eventoId)
              .process(new FirstOfEach())
              .uid(STATE_UID)
              .name(STATE_NAME);
      case StatelessVersusStateful.COUNT_PER_MINUTE -> perMinute(in);
      default -> filter(in);
    };
  }

  @Override
  public Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    return switch (variant) {
      case StatelessVersusStateful.RUNNING_COUNT ->
          Optional.of(HeldKeys.of(checkpoint, Types.STRING, CountPerUser.count()));
      case StatelessVersusStateful.DEDUP ->
          Optional.of(HeldKeys.of(checkpoint, Types.STRING, FirstOfEach.seen()));
      case StatelessVersusStateful.COUNT_PER_MINUTE ->
          Optional.of(
              OpenWindows.of(
                  checkpoint,
                  TumblingEventTimeWindows.of(StatelessVersusStateful.MINUTE),
                  new CountEvents(),
                  Types.LONG));
      default -> Optional.empty();
    };
  }

  private static DataStream<EventoConIva> filter(FlinkInputs in) {
    SingleOutputStreamOperator<EventoConIva> wanted =
        in.records().process(new WithVat()).uid("iva").name("iva");
    in.refuse(wanted.getSideOutput(FlinkInputs.REFUSED));
    return wanted;
  }

  private static DataStream<ConteoPorMinuto> perMinute(FlinkInputs in) {
    return in.eventos(StatelessVersusStateful.DELAY)
        .keyBy(Evento::userId)
        .window(TumblingEventTimeWindows.of(StatelessVersusStateful.MINUTE))
        .aggregate(new CountEvents(), minutes())
        .uid(STATE_UID)
        .name(STATE_NAME);
  }

  private static WindowFunction<Long, ConteoPorMinuto, String, TimeWindow> minutes() {
    return new WindowFunction<>() {
      @Override
      public void apply(
          String user, TimeWindow window, Iterable<Long> one, Collector<ConteoPorMinuto> out) {
        Instant start = Instant.ofEpochMilli(window.getStart());
        out.collect(new ConteoPorMinuto(user, start, one.iterator().next()));
      }
    };
  }

  private static final class WithVat extends ProcessFunction<Incoming, EventoConIva> {
    @Override
    public void processElement(Incoming record, Context context, Collector<EventoConIva> out) {
      if (record.defect() != null) {
        context.output(FlinkInputs.REFUSED, record);
        return;
      }
      EventoConIva row = StatelessVersusStateful.apply(record.evento());
      if (row != null) {
        out.collect(row);
      }
    }
  }
}
