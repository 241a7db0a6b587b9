package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Latencies of one contender, in milliseconds.
 *
 * @param endToEnd from the schedule of the input to the moment when a reader downstream has the row
 * @param broker from the schedule of the input to the moment when the broker has appended the row
 * @param overTime end-to-end latency over the wall clock of the replay
 * @param semanticWaitSeconds event time that the rows must wait for late records (the watermark's
 *     delay), not part of the latencies; null where nothing waits
 * @param population what a sample is
 */
public record LatencyMeasures(
    Latency endToEnd,
    Latency broker,
    List<LatencyAt> overTime,
    Double semanticWaitSeconds,
    Population population) {

  public LatencyMeasures {
    overTime = List.copyOf(overTime);
  }

  /** What a sample is; contenders compare only over the same population. */
  public enum Population {
    /** Each input that makes a row. */
    INPUTS,
    /** All rows that one tick closes are one sample. */
    WINDOWS,
    /** Each input, until the first row that includes it. */
    UPDATES;

    /** The name in {@code result.json}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A distribution in milliseconds.
   *
   * @param percentiles {@code p50}, {@code p90}, {@code p99}, {@code p999}; null where the samples
   *     are too few for it
   * @param samples number of samples
   * @param negative samples below zero, which void the run
   */
  public record Latency(
      Map<String, Double> percentiles,
      long samples,
      long negative,
      Double min,
      Double mean,
      Double max) {

    public Latency {
      percentiles = Maps.ordered(percentiles);
    }

    /** A percentile by name, or null. */
    public Double at(String percentile) {
      return percentiles.get(percentile);
    }
  }

  /**
   * Latency in a slice of the replay.
   *
   * @param atSeconds end of the slice, since the start of the measured part
   * @param p50 median, ms, or null
   * @param p99 99th percentile, ms, or null
   */
  public record LatencyAt(double atSeconds, Double p50, Double p99, long samples) {}
}
