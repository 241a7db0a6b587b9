package tandem.flink.ch11.sec3;

import org.apache.flink.api.common.functions.AggregateFunction;
import tandem.model.ch11.sec3.Totals;
import tandem.model.event.Evento;

/**
 * Counts and sums the events of a window as they come, so that the state is one small value a
 * window.
 */
public final class Accumulate implements AggregateFunction<Evento, Totals, Totals> {
  @Override
  public Totals createAccumulator() {
    return Totals.NONE;
  }

  @Override
  public Totals add(Evento evento, Totals totals) {
    return totals.plus(evento);
  }

  @Override
  public Totals getResult(Totals totals) {
    return totals;
  }

  @Override
  public Totals merge(Totals left, Totals right) {
    return left.plus(right);
  }
}
