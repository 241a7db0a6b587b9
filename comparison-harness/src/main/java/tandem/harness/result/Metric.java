package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.function.Function;
import tandem.harness.result.Measures.Repetition;

/** A figure by which contenders are compared, and where it stands in the measures. */
public enum Metric {
  LATENCY_P50("latencyMs.endToEnd.p50", "ms", false, endToEnd("p50"), Repetition::p50),
  LATENCY_P99("latencyMs.endToEnd.p99", "ms", false, endToEnd("p99"), Repetition::p99),
  DRAIN_RATE(
      "drain.eventsPerSecond",
      "events/s",
      true,
      drain(Measures.Drain::eventsPerSecond),
      Repetition::eventsPerSecond),
  DRAIN_CPU(
      "drain.cpuSecondsPerMillion",
      "s/1e6 events",
      false,
      drain(Measures.Drain::cpuSecondsPerMillion),
      Repetition::cpuSecondsPerMillion),
  STATE_BYTES_PER_KEY(
      "state.bytesPerKey", "bytes", false, state(Measures.State::bytesPerKey), none -> null);

  private final String path;
  private final String unit;
  private final boolean moreIsBetter;
  private final Function<Measures, Double> value;
  private final Function<Repetition, Double> ofRepetition;

  Metric(
      String path,
      String unit,
      boolean moreIsBetter,
      Function<Measures, Double> value,
      Function<Repetition, Double> ofRepetition) {
    this.path = path;
    this.unit = unit;
    this.moreIsBetter = moreIsBetter;
    this.value = value;
    this.ofRepetition = ofRepetition;
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
    return value.apply(measures);
  }

  /** Its value in one repetition, or null where it was not measured or is not repeated. */
  public Double in(Repetition repetition) {
    return ofRepetition.apply(repetition);
  }

  private static Function<Measures, Double> endToEnd(String percentile) {
    return measures ->
        Optional.ofNullable(measures.latencyMs())
            .map(LatencyMeasures::endToEnd)
            .map(latency -> latency.at(percentile))
            .orElse(null);
  }

  private static Function<Measures, Double> drain(Function<Measures.Drain, Double> field) {
    return measures -> Optional.ofNullable(measures.drain()).map(field).orElse(null);
  }

  private static Function<Measures, Double> state(Function<Measures.State, Double> field) {
    return measures -> Optional.ofNullable(measures.state()).map(field).orElse(null);
  }
}
