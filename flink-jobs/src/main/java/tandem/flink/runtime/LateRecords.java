package tandem.flink.runtime;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;

/**
 * What a function with timers of its own drops as late, counted as Flink's windows count it: nobody
 * else drops it there.
 */
public final class LateRecords {
  static final String COUNTER = "numLateRecordsDropped";

  private final Counter dropped;

  /** Those of a function, made when it opens. */
  public LateRecords(RuntimeContext function) {
    dropped = function.getMetricGroup().counter(COUNTER);
  }

  /**
   * Whether a record is to be dropped, which counts it.
   *
   * @param millis the last event time at which it is of use, milliseconds since the epoch
   */
  public boolean dropped(long millis, TimerService timers) {
    boolean late = millis <= timers.currentWatermark();
    if (late) {
      dropped.inc();
    }
    return late;
  }
}
