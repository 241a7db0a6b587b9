package tandem.flink.ch11.sec3;

import org.apache.flink.api.common.functions.AggregateFunction;
import tandem.model.event.Evento;

/** Counts the events of a window as they come, so that the state is one number a window. */
public final class CountEvents implements AggregateFunction<Evento, Long, Long> {
  @Override
  public Long createAccumulator() {
    return 0L;
  }

  @Override
  public Long add(Evento evento, Long count) {
    return count + 1;
  }

  @Override
  public Long getResult(Long count) {
    return count;
  }

  @Override
  public Long merge(Long left, Long right) {
    return left + right;
  }
}
