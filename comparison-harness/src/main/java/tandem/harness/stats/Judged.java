package tandem.harness.stats;

import java.util.List;
import java.util.Objects;
import tandem.harness.result.Comparison.Reason;
import tandem.harness.result.Comparison.Verdict;
import tandem.harness.result.Measures;
import tandem.harness.result.Metric;

/**
 * What may be said of the ratio of two figures that can be compared: the rule of docs/method.md,
 * section 7, wherever figures are compared.
 *
 * @param ratio of the medians where there is an interval, else of the figures as a whole
 * @param interval null where there are too few repetitions for one, or it would claim too much
 * @param reason why the verdict is not a plain one, or null
 */
public record Judged(Double ratio, RatioInterval interval, Verdict verdict, Reason reason) {

  /**
   * One of both figures.
   *
   * @param whole its value over all repetitions, positive
   * @param repeated its value in each repetition that has one
   * @param noisy whether the machine was busy otherwise
   */
  public record Side(double whole, List<Double> repeated, boolean noisy) {
    public Side {
      repeated = List.copyOf(repeated);
    }

    /** A figure of measures that have it. */
    public static Side of(Measures measures, Metric metric) {
      return new Side(
          metric.in(measures), repetitions(measures.repetitions(), metric), measures.noisy());
    }

    /** The median over the repetitions, of which there is at least one. */
    double median() {
      return RatioInterval.median(values());
    }

    private double[] values() {
      return repeated.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> repetitions(List<Measures.Repetition> repetitions, Metric metric) {
      return repetitions.stream()
          .map(metric::in)
          .filter(Objects::nonNull)
          .filter(value -> value > 0)
          .toList();
    }
  }

  /**
   * Judges.
   *
   * @param quick whether a figure is of a quick run, which shows shapes only
   * @param seed of the resampling
   */
  public static Judged of(Side above, Side below, boolean quick, long seed) {
    double ratio = above.whole() / below.whole();
    if (quick) {
      return new Judged(ratio, null, Verdict.SHAPE_ONLY, Reason.QUICK_RUN);
    }
    int repetitions = Math.min(above.repeated().size(), below.repeated().size());
    if (repetitions < RatioInterval.LEAST_REPETITIONS) {
      return new Judged(ratio, null, Verdict.SHAPE_ONLY, Reason.FEW_REPETITIONS);
    }
    RatioInterval interval = RatioInterval.of(above.values(), below.values(), seed);
    if (above.noisy() || below.noisy()) {
      return new Judged(interval.ratio(), interval, Verdict.SHAPE_ONLY, Reason.NOISY_MACHINE);
    }
    Verdict verdict = interval.showsDifference() ? Verdict.DIFFERENCE : Verdict.NO_DIFFERENCE_SHOWN;
    return new Judged(interval.ratio(), interval, verdict, null);
  }
}
