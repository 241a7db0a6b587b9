package tandem.flink.runtime;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Metric;
import tandem.flink.runtime.MetricsTap.Entry;
import tandem.model.run.EngineEvent;

/**
 * How the task threads have spent their time, from Flink's accumulating metrics: its gauges per
 * second are means over a minute, in which a short overload drowns.
 */
final class TaskLoad {
  private static final String BUSY = "accumulateBusyTimeMs";
  private static final String BACK_PRESSURED = "accumulateBackPressuredTimeMs";

  private Map<Metric, Long> before = Map.of();
  private long beforeNanos;

  /** The shares of the time since the last call; null the first time. */
  EngineEvent.Load sinceLast() {
    Map<Metric, Long> now = new HashMap<>();
    long nanos = System.nanoTime();
    double millis = (nanos - beforeNanos) / 1e6;
    double busy = greatest(BUSY, millis, now);
    double backPressured = greatest(BACK_PRESSURED, millis, now);
    boolean first = before.isEmpty();
    before = now;
    beforeNanos = nanos;
    return first ? null : new EngineEvent.Load(busy, backPressured);
  }

  private double greatest(String name, double millis, Map<Metric, Long> now) {
    return MetricsTap.named(name)
        .peek(entry -> now.put(entry.metric(), entry.value()))
        .mapToDouble(entry -> share(entry, millis, now))
        .max()
        .orElse(0);
  }

  /** A thread's time is told in jumps, now and then of more than has passed. */
  private double share(Entry entry, double millis, Map<Metric, Long> now) {
    long value = now.get(entry.metric());
    long spent = value - before.getOrDefault(entry.metric(), value);
    return Math.max(0, Math.min(1, spent / millis));
  }
}
