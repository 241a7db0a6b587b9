package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import tandem.harness.result.Measures.Repetition;

/** A figure by which contenders are compared, and where it stands in the measures. */
public enum Metric {
  LATENCY_P50("latencyMs.endToEnd.p50", "ms", false),
  LATENCY_P99("latencyMs.endToEnd.p99", "ms", false),
  DRAIN_RATE("drain.eventsPerSecond", "events/s", true),
  DRAIN_CPU("drain.cpuSecondsPerMillion", "s/1e6 events", false),
  STATE_BYTES_PER_KEY("state.bytesPerKey", "bytes", false);

  private final String path;
  private final String unit;
  private final boolean moreIsBetter;

  Metric(String path, String unit, boolean moreIsBetter) {
    this.path = path;
    this.unit = unit;
    this.moreIsBetter = moreIsBetter;
  }

  /** Its path within the measures, as in {@code result.json}. */
  @JsonValue
  public String path() {
    return path;
  }

  /** The metric of a path. */
  @JsonCreator
  public static Metric of(String path) {
    for (Metric metric : values()) {
      if (metric.path.equals(path)) {
        return metric;
      }
    }
    throw new IllegalArgumentException("there is no metric '" + path + "'");
  }

  /** Unit of its values. */
  public String unit() {
    return unit;
  }

  /** Whether the greater value is the better one. */
  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  /** Its value, or null where it was not measured. */
  public Double in(Measures measures) {
    return switch (this) {
      case LATENCY_P50 -> percentile(measures, "p50");
      case LATENCY_P99 -> percentile(measures, "p99");
      case DRAIN_RATE -> measures.drain() == null ? null : measures.drain().eventsPerSecond();
      case DRAIN_CPU -> measures.drain() == null ? null : measures.drain().cpuSecondsPerMillion();
      case STATE_BYTES_PER_KEY -> measures.state() == null ? null : measures.state().bytesPerKey();
    };
  }

  /** Its value in one repetition, or null where it was not measured or is not repeated. */
  public Double in(Repetition repetition) {
    return switch (this) {
      case LATENCY_P50 -> repetition.p50();
      case LATENCY_P99 -> repetition.p99();
      case DRAIN_RATE -> repetition.eventsPerSecond();
      case DRAIN_CPU -> repetition.cpuSecondsPerMillion();
      case STATE_BYTES_PER_KEY -> null;
    };
  }

  private static Double percentile(Measures measures, String percentile) {
    LatencyMeasures latency = measures.latencyMs();
    return latency == null || latency.endToEnd() == null ? null : latency.endToEnd().at(percentile);
  }
}
