package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import tandem.model.run.Stage;

/**
 * Where the time of a median event and of a slow one went.
 *
 * @param p50 the events around the median of end-to-end latency; null where there are too few
 * @param p99 those around its 99th percentile; null where there are too few
 */
public record LatencyAnatomy(Band p50, Band p99) {

  /** What may be left unexplained, in percent of the total. */
  public static final double TOLERATED_PERCENT = 10;

  /**
   * The mean of some neighbouring events.
   *
   * @param samples events in the band
   * @param totalMs their end-to-end latency
   * @param parts each measured by two stamps or reported by the engine, never by subtraction; in
   *     order
   * @param unexplainedPercent what the parts do not add up to, in percent of the total; below zero
   *     where they overlap
   * @param generatorLagMs how late they were sent; contained in {@link Stage#PRODUCE}
   * @param ownClockMs the latency by the job's own column of processing time; null where it has
   *     none
   */
  public record Band(
      long samples,
      double totalMs,
      List<Part> parts,
      double unexplainedPercent,
      double generatorLagMs,
      Double ownClockMs) {

    public Band {
      parts = List.copyOf(parts);
    }

    /** Whether the engine told what it did, or all of it is one part. */
    @JsonIgnore
    public boolean inStages() {
      return parts.stream().noneMatch(part -> part.stage() == Stage.ENGINE);
    }

    /** Whether more is unexplained than may be. */
    @JsonIgnore
    public boolean unexplained() {
      return Math.abs(unexplainedPercent) > TOLERATED_PERCENT;
    }
  }

  /** A stage's share of the total. */
  public record Part(Stage stage, double ms) {}
}
