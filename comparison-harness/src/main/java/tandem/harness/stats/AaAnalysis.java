package tandem.harness.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import tandem.harness.result.AaMetric;
import tandem.harness.result.AaMetric.Trial;
import tandem.harness.result.AaMetric.Verdict;
import tandem.harness.result.Metric;

/**
 * Judges the rule by which differences are claimed, from runs of which it is known whether they
 * differ: how often it sees one where there is none, and how often it misses a planted one.
 */
public final class AaAnalysis {
  /** At most this share of comparisons of equals may claim a difference. */
  public static final double MOST_FALSE_POSITIVES = 0.05;

  /** At least this share of comparisons with the planted runs must claim it. */
  public static final double LEAST_DETECTIONS = 0.9;

  /** The default number of repetitions of a run. */
  public static final int DEFAULT_REPETITIONS = 5;

  /** Comparisons with the default number of repetitions. */
  public static final int DRAWS = 1_000;

  /** Of those by resampling, which only say how many repetitions would do, a few are enough. */
  private static final double SHARE_RESAMPLED = 0.3;

  private static final int[] REPETITIONS = {5, 7, 10, 15, 20};

  private final Metric metric;
  private final double[] plain;
  private final double[] planted;
  private final long seed;
  private final int draws;

  private AaAnalysis(Metric metric, double[] plain, double[] planted, long seed, int draws) {
    this.metric = metric;
    this.plain = plain;
    this.planted = planted;
    this.seed = seed;
    this.draws = draws;
  }

  /**
   * Judges one figure. Values are positive, one for each run.
   *
   * @param plain of the engine as it is
   * @param planted of the same engine with the planted slowness
   * @param seed of all draws: same seed, same judgement
   */
  public static AaMetric judge(Metric metric, double[] plain, double[] planted, long seed) {
    return judge(metric, plain, planted, seed, DRAWS);
  }

  /** With another number of comparisons. */
  static AaMetric judge(Metric metric, double[] plain, double[] planted, long seed, int draws) {
    return new AaAnalysis(metric, plain, planted, seed, draws).judged();
  }

  private AaMetric judged() {
    List<Trial> trials = trials();
    Integer needed =
        trials.stream()
            .filter(AaAnalysis::onTarget)
            .map(Trial::repetitions)
            .findFirst()
            .orElse(null);
    Double below = median(plain);
    Double above = median(planted);
    return new AaMetric(
        metric,
        metric.unit(),
        plain.length,
        planted.length,
        below,
        above,
        below == null || above == null ? null : (Double) (above / below),
        variation(plain),
        trials,
        needed,
        verdict(needed));
  }

  private Verdict verdict(Integer needed) {
    if (!enough()) {
      return Verdict.TOO_FEW_RUNS;
    }
    if (needed == null) {
      return Verdict.NOT_REACHED;
    }
    return needed == DEFAULT_REPETITIONS ? Verdict.HOLDS : Verdict.NEEDS_MORE;
  }

  /** Whether the plain runs can be split into two sides that share none. */
  private boolean enough() {
    return plain.length >= 2 * DEFAULT_REPETITIONS && planted.length >= DEFAULT_REPETITIONS;
  }

  /** The default number first, by splits; more only until the targets are met, by resampling. */
  private List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    if (Math.min(plain.length, planted.length) < RatioInterval.LEAST_REPETITIONS) {
      return trials;
    }
    for (int repetitions : REPETITIONS) {
      boolean replace = repetitions > DEFAULT_REPETITIONS || !enough();
      Trial trial = trial(repetitions, replace);
      trials.add(trial);
      if (onTarget(trial)) {
        break;
      }
    }
    return trials;
  }

  private static boolean onTarget(Trial trial) {
    return trial.falsePositives() <= MOST_FALSE_POSITIVES && trial.detections() >= LEAST_DETECTIONS;
  }

  private Trial trial(int repetitions, boolean replace) {
    int comparisons = replace ? (int) Math.ceil(draws * SHARE_RESAMPLED) : draws;
    return new Trial(
        repetitions,
        replace,
        share(comparisons, draw -> claims(draw, plain, plain, repetitions, replace) != 0),
        share(comparisons, draw -> claims(draw, planted, plain, repetitions, replace) == worse()));
  }

  private int worse() {
    return metric.moreIsBetter() ? -1 : 1;
  }

  private static double share(int comparisons, IntPredicate holds) {
    return IntStream.range(0, comparisons).parallel().filter(holds).count() / (double) comparisons;
  }

  /** The direction of the difference that one comparison claims; 0 where it claims none. */
  private int claims(int draw, double[] above, double[] below, int repetitions, boolean replace) {
    SplittableRandom random = new SplittableRandom(seed * draws + draw);
    double[] numerators;
    double[] denominators;
    if (replace) {
      numerators = resampled(above, repetitions, random);
      denominators = resampled(below, repetitions, random);
    } else {
      numerators = shuffled(above, random);
      // two sides of one pool share no run: its other end
      denominators = above == below ? reversed(numerators) : shuffled(below, random);
      numerators = Arrays.copyOf(numerators, repetitions);
      denominators = Arrays.copyOf(denominators, repetitions);
    }
    RatioInterval interval = RatioInterval.of(numerators, denominators, random.nextLong());
    return interval.showsDifference() ? (int) Math.signum(interval.ratio() - 1) : 0;
  }

  private static double[] resampled(double[] pool, int size, SplittableRandom random) {
    return IntStream.range(0, size).mapToDouble(i -> pool[random.nextInt(pool.length)]).toArray();
  }

  private static double[] shuffled(double[] pool, SplittableRandom random) {
    double[] all = pool.clone();
    for (int i = all.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double kept = all[i];
      all[i] = all[other];
      all[other] = kept;
    }
    return all;
  }

  private static double[] reversed(double[] values) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> values[values.length - 1 - i])
        .toArray();
  }

  private static Double median(double[] values) {
    return values.length == 0 ? null : (Double) RatioInterval.median(values);
  }

  private static Double variation(double[] values) {
    return values.length < 2
        ? null
        : (Double) (StandardDeviation.of(values).getAsDouble() / Mean.of(values).getAsDouble());
  }
}
