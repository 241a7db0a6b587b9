package tandem.flink.runtime;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.View;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * A metric reporter that keeps this JVM's metrics at hand, so that progress is read where it
 * arises.
 */
public final class MetricsTap implements MetricReporter {
  private static final Map<Metric, Entry> METRICS = new ConcurrentHashMap<>();

  /**
   * A live metric.
   *
   * @param name its own name
   * @param group the innermost group that it is in; of RocksDB's, the column family
   * @param variables of its scope, such as {@code <operator_name>}
   */
  record Entry(String name, String group, Map<String, String> variables, Metric metric) {

    /** Its value as a number; 0 where it is none. */
    long value() {
      if (metric instanceof Counter counter) {
        return counter.getCount();
      } else if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
        return number.longValue();
      }
      return metric instanceof Meter meter ? meter.getCount() : 0;
    }

    /** The same with what stands behind the point. */
    double exactly() {
      return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
          ? number.doubleValue()
          : value();
    }

    /**
     * Its value as it is now, of a metric that Flink itself looks up every five seconds only, as
     * RocksDB's properties: too seldom for a curve. A mean over that time would be spoilt by it.
     */
    long lookedUp() {
      if (metric instanceof View view) {
        view.update();
      }
      return value();
    }
  }

  /** Found by Flink through the service loader. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new MetricsTap();
    }
  }

  /** The live metrics of a name. */
  static Stream<Entry> named(String name) {
    return METRICS.values().stream().filter(entry -> entry.name().equals(name));
  }

  /** The live metrics of an innermost group. */
  static Stream<Entry> inGroup(String group) {
    return METRICS.values().stream().filter(entry -> entry.group().equals(group));
  }

  /** Sum of the live metrics of a name. */
  static long sum(String name) {
    return named(name).mapToLong(Entry::value).sum();
  }

  @Override
  public void open(MetricConfig config) {
    // nothing to open
  }

  @Override
  public void close() {
    METRICS.clear();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String[] scope = group.getScopeComponents();
    String innermost = scope.length == 0 ? "" : scope[scope.length - 1];
    METRICS.put(metric, new Entry(name, innermost, Map.copyOf(group.getAllVariables()), metric));
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    METRICS.remove(metric);
  }
}
