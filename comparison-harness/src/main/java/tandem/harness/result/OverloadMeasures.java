package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What was measured while more came than could be done, and after it. Times are seconds after the
 * start of the measured part.
 *
 * @param normalPerSecond rate offered before and after the peak
 * @param peakPerSecond rate offered in the peak
 * @param peakFromSeconds when the peak began
 * @param peakToSeconds when it ended
 * @param overloaded whether the backlog grew in the peak; if not, it was no overload
 * @param caughtUp whether the backlog was worked off in the end
 * @param catchUpSeconds from the end of the peak until no more was waiting than before it; null if
 *     that never came
 * @param backlogEventsPerSecond rate of working from the middle of the peak until then
 * @param largestLag most records that were due and had no row yet
 * @param batches the micro-batches, null for a contender without
 * @param periods latency before, in and after the peak
 * @param overTime the course of it, in slots
 */
public record OverloadMeasures(
    double normalPerSecond,
    double peakPerSecond,
    double peakFromSeconds,
    double peakToSeconds,
    boolean overloaded,
    boolean caughtUp,
    Double catchUpSeconds,
    Double backlogEventsPerSecond,
    long largestLag,
    Batches batches,
    List<Period> periods,
    List<Moment> overTime) {

  public OverloadMeasures {
    periods = List.copyOf(periods);
    overTime = List.copyOf(overTime);
  }

  /**
   * Micro-batches before the peak, and those that began in it or later.
   *
   * @param usual records of the median one before the peak
   * @param usualPerSecond records of all those for each second that they took
   * @param largest records of the largest in the peak or later
   * @param largestPerSecond its records for each second that it took
   * @param longestSeconds how long the longest took
   */
  public record Batches(
      long usual,
      double usualPerSecond,
      long largest,
      double largestPerSecond,
      double longestSeconds,
      List<Batch> overTime) {

    public Batches {
      overTime = List.copyOf(overTime);
    }
  }

  /** A micro-batch that ended at a moment. */
  public record Batch(double atSeconds, long records, double seconds) {}

  /** A part of the schedule. */
  public enum Part {
    BEFORE,
    PEAK,
    AFTER;

    /** The word in results. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Latency of the records that were due in a part.
   *
   * @param p50 median end-to-end latency, ms, null from too few samples
   * @param p99 99th percentile, likewise
   */
  public record Period(Part part, long samples, Double p50, Double p99) {}

  /**
   * A slot of time.
   *
   * @param atSeconds its end
   * @param offeredPerSecond records that were due in it, a second
   * @param donePerSecond rows that the broker got in it, a second
   * @param lag records that were due and had no row at its end
   * @param busy share of time in which the busiest task thread worked, null where unknown
   * @param backPressured share in which a thread waited for room in its output, null where unknown
   */
  public record Moment(
      double atSeconds,
      double offeredPerSecond,
      double donePerSecond,
      long lag,
      Double busy,
      Double backPressured) {}
}
