package tandem.flink.ch11.sec5;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import tandem.flink.FlinkExercise;
import tandem.flink.ch11.sec3.Accumulate;
import tandem.flink.ch11.sec3.CountEvents;
import tandem.flink.ch11.sec3.OnEachElement;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.ch11.sec3.Totals;
import tandem.model.ch11.sec5.ChooseTheOutputMode;
import tandem.model.ch11.sec5.ChooseTheOutputMode.ClienteFrecuente;
import tandem.model.ch11.sec5.ChooseTheOutputMode.Metrica;
import tandem.model.ch11.sec5.ChooseTheOutputMode.Transaccion;
import tandem.model.ch11.sec5.ChooseTheOutputMode.VentasDelDia;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;

/**
 * Exercise 11.5.3 in Flink: there is no output mode to choose. When a row comes is what an operator
 * does: state gives it with each sale, a window when it is over, or with each sale by its trigger.
 */
public final class ChooseTheOutputModeJob implements FlinkExercise {
  private static final String ONE_KEY = "todas";

  @Override
  public DataStream<? extends Record> define(FlinkInputs in, RunSpec spec) {
    SingleOutputStreamOperator<? extends Record> rows =
        switch (spec.variant()) {
          case ChooseTheOutputMode.LIVE_TOTAL ->
              sales(in.eventos()).keyBy(sale -> day(sale).toString()).process(new DayTotal());
          case ChooseTheOutputMode.LIVE_TOTAL_APPEND -> dayByWindow(withWatermark(in));
          case ChooseTheOutputMode.AUDIT ->
              in.eventos().map(Transaccion::of).returns(Transaccion.class);
          case ChooseTheOutputMode.TOP_10 ->
              sales(in.eventos()).keyBy(sale -> ONE_KEY, Types.STRING).process(new BestBuyers());
          case ChooseTheOutputMode.FREQUENT -> frequent(withWatermark(in), true);
          case ChooseTheOutputMode.FREQUENT_APPEND -> frequent(withWatermark(in), false);
          case ChooseTheOutputMode.METRICS_UPDATE -> metrics(withWatermark(in), true);
          default -> metrics(withWatermark(in), false);
        };
    return rows.uid(STATE_UID).name(STATE_NAME);
  }

  private static DataStream<Evento> withWatermark(FlinkInputs in) {
    return sales(in.eventos(ChooseTheOutputMode.DELAY));
  }

  private static DataStream<Evento> sales(DataStream<Evento> eventos) {
    return eventos
        .filter(evento -> ChooseTheOutputMode.COMPRA.equals(evento.tipo()))
        .uid("sales")
        .name("sales");
  }

  private static LocalDate day(Evento evento) {
    return evento.timestamp().atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static SingleOutputStreamOperator<VentasDelDia> dayByWindow(DataStream<Evento> sales) {
    return sales
        .keyBy(sale -> ONE_KEY, Types.STRING)
        .window(TumblingEventTimeWindows.of(ChooseTheOutputMode.DAY))
        .aggregate(new Accumulate(), days());
  }

  private static SingleOutputStreamOperator<ClienteFrecuente> frequent(
      DataStream<Evento> sales, boolean updates) {
    WindowedStream<Evento, String, TimeWindow> grouped =
        sales
            .keyBy(Evento::userId)
            .window(
                SlidingEventTimeWindows.of(
                    ChooseTheOutputMode.LAST_HOUR, ChooseTheOutputMode.SLIDE));
    return whenDue(grouped, updates).aggregate(new CountEvents(), often());
  }

  private static SingleOutputStreamOperator<Metrica> metrics(
      DataStream<Evento> sales, boolean updates) {
    WindowedStream<Evento, String, TimeWindow> grouped =
        sales
            .keyBy(Evento::regionOrUnknown)
            .window(TumblingEventTimeWindows.of(ChooseTheOutputMode.METRIC_WINDOW));
    return whenDue(grouped, updates).aggregate(new Accumulate(), points());
  }

  private static WindowedStream<Evento, String, TimeWindow> whenDue(
      WindowedStream<Evento, String, TimeWindow> grouped, boolean updates) {
    return updates ? grouped.trigger(new OnEachElement()) : grouped;
  }

  private static WindowFunction<Totals, VentasDelDia, String, TimeWindow> days() {
    return new WindowFunction<>() {
      @Override
      public void apply(
          String all, TimeWindow window, Iterable<Totals> one, Collector<VentasDelDia> out) {
        LocalDate day =
            Instant.ofEpochMilli(window.getStart()).atOffset(ZoneOffset.UTC).toLocalDate();
        Totals totals = one.iterator().next();
        out.collect(new VentasDelDia(day, totals.eventos(), totals.suma()));
      }
    };
  }

  private static WindowFunction<Long, ClienteFrecuente, String, TimeWindow> often() {
    return new WindowFunction<>() {
      @Override
      public void apply(
          String user, TimeWindow window, Iterable<Long> one, Collector<ClienteFrecuente> out) {
        if (one.iterator().next() > ChooseTheOutputMode.OFTEN) {
          out.collect(new ClienteFrecuente(user));
        }
      }
    };
  }

  private static WindowFunction<Totals, Metrica, String, TimeWindow> points() {
    return new WindowFunction<>() {
      @Override
      public void apply(
          String region, TimeWindow window, Iterable<Totals> one, Collector<Metrica> out) {
        Totals totals = one.iterator().next();
        out.collect(
            new Metrica(
                Instant.ofEpochMilli(window.getStart()),
                Instant.ofEpochMilli(window.getEnd()),
                region,
                totals.eventos(),
                totals.suma()));
      }
    };
  }
}
