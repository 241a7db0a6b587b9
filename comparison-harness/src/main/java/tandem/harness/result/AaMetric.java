package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * How well one figure tells a real difference from none, by an A/A suite.
 *
 * @param metric the figure
 * @param unit of both medians
 * @param plainRuns runs of the engine as it is that have this figure
 * @param plantedRuns runs of the slowed engine that have it
 * @param plainMedian median over the plain runs, null without any
 * @param plantedMedian median over the planted ones, null without any
 * @param plantedRatio what the plant really did: planted over plain median, null without both
 * @param variation standard deviation of the plain runs as a share of their mean, null below two
 * @param trials how often a comparison of so many repetitions was right, by rising repetitions; the
 *     first is the default number
 * @param repetitionsNeeded the least tried number at which both targets are met, or null
 */
public record AaMetric(
    Metric metric,
    String unit,
    int plainRuns,
    int plantedRuns,
    Double plainMedian,
    Double plantedMedian,
    Double plantedRatio,
    Double variation,
    List<Trial> trials,
    Integer repetitionsNeeded,
    Verdict verdict) {

  public AaMetric {
    trials = List.copyOf(trials);
  }

  /**
   * Many comparisons of so many repetitions a side, drawn from the suite's runs.
   *
   * @param repetitions on each side
   * @param withReplacement whether a run could be drawn twice, as where the runs are too few
   * @param falsePositives share of comparisons of plain with plain runs that claimed a difference
   * @param detections share of comparisons of planted with plain runs that claimed it, in the right
   *     direction
   */
  public record Trial(
      int repetitions, boolean withReplacement, double falsePositives, double detections) {}

  /** What may be said of the figure. */
  public enum Verdict {
    /** Both targets are met with the default number of repetitions. */
    HOLDS,
    /** They are met with more. */
    NEEDS_MORE,
    /** They are met with no tried number. */
    NOT_REACHED,
    /** Too few runs to judge. */
    TOO_FEW_RUNS;

    /** The words in {@code aa.json}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
