package tandem.flink.ch11.sec5;

import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec3.Totals;
import tandem.model.ch11.sec5.OutputModes.Total;
import tandem.model.event.Evento;

/**
 * Everybody's sum, given whole with each purchase: what Spark's complete mode does with each
 * micro-batch. Only who holds all of them can do it, so there is one key and one task works.
 */
final class AllTotals extends KeyedProcessFunction<String, Evento, Total> {
  /** Everybody's key. */
  static final String ONE_KEY = "todas";

  private transient MapState<String, Totals> totals;

  @Override
  public void open(OpenContext context) {
    totals =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("totals", Types.STRING, TypeInformation.of(Totals.class)));
  }

  @Override
  public void processElement(Evento evento, Context context, Collector<Total> out)
      throws Exception {
    Totals sofar = totals.get(evento.userId());
    totals.put(evento.userId(), (sofar == null ? Totals.NONE : sofar).plus(evento));
    for (Map.Entry<String, Totals> user : totals.entries()) {
      out.collect(new Total(user.getKey(), user.getValue().sumOrNull()));
    }
  }
}
