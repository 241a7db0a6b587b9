package tandem.flink.ch11.sec5;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec5.ChooseTheOutputMode;
import tandem.model.ch11.sec5.ChooseTheOutputMode.Puesto;
import tandem.model.event.Evento;

/**
 * The ranking of the newest week, given whole with each sale: what Spark's complete mode does with
 * each micro-batch. Only who holds all of them can sort them, so there is one key and one task
 * works.
 */
final class BestBuyers extends KeyedProcessFunction<String, Evento, Puesto> {
  private transient MapState<String, Double> totals;
  private transient ValueState<Long> week;

  @Override
  public void open(OpenContext context) {
    totals =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("totals", Types.STRING, Types.DOUBLE));
    week = getRuntimeContext().getState(new ValueStateDescriptor<>("week", Types.LONG));
  }

  @Override
  public void processElement(Evento sale, Context context, Collector<Puesto> out) throws Exception {
    long of = monday(sale);
    if (week.value() == null || of > week.value()) {
      totals.clear();
      week.update(of);
    } else if (of < week.value()) {
      return;
    }
    Double sofar = totals.get(sale.userId());
    double amount = sale.monto() == null ? 0 : sale.monto();
    totals.put(sale.userId(), (sofar == null ? 0 : sofar) + amount);
    List<Puesto> best = new ArrayList<>();
    for (Map.Entry<String, Double> user : totals.entries()) {
      best.add(new Puesto(0, user.getKey(), user.getValue()));
    }
    best.sort(Comparator.comparingDouble(Puesto::total).reversed().thenComparing(Puesto::userId));
    for (int i = 0; i < Math.min(ChooseTheOutputMode.PLACES, best.size()); i++) {
      out.collect(new Puesto(i + 1, best.get(i).userId(), best.get(i).total()));
    }
  }

  /** The day on which the sale's week began, counted from the epoch. */
  private static long monday(Evento sale) {
    LocalDate day = sale.timestamp().atOffset(ZoneOffset.UTC).toLocalDate();
    return day.with(ChronoField.DAY_OF_WEEK, 1).toEpochDay();
  }
}
