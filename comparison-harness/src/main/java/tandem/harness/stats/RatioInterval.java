package tandem.harness.stats;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * The ratio of two medians with a bootstrap 95 % interval, from one value per repetition.
 *
 * @param ratio median of the numerators over median of the denominators
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param minimumDetectableEffect the least relative difference that such an interval would exclude
 *     from 1 in nine of ten tries, and never less than what is called an effect at all
 */
public record RatioInterval(double ratio, double low, double high, double minimumDetectableEffect) {
  /** The least relative difference that is called an effect. */
  public static final double LEAST_EFFECT = 0.05;

  /** Fewer repetitions on a side give no interval. */
  public static final int LEAST_REPETITIONS = 3;

  private static final int RESAMPLES = 10_000;

  /** Normal quantiles of 97.5 % (the interval) and 90 % (the power). */
  private static final double INTERVAL_PLUS_POWER = 1.959964 + 1.281552;

  /**
   * Computes it. Values are positive; at least {@link #LEAST_REPETITIONS} on each side.
   *
   * @param seed seed of the resampling: same seed, same interval
   */
  public static RatioInterval of(double[] numerators, double[] denominators, long seed) {
    if (Math.min(numerators.length, denominators.length) < LEAST_REPETITIONS) {
      throw new IllegalArgumentException("too few repetitions for an interval");
    }
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    double[] ratios = new double[RESAMPLES];
    double[] above = new double[numerators.length];
    double[] below = new double[denominators.length];
    for (int i = 0; i < RESAMPLES; i++) {
      ratios[i] =
          resampledMedian(numerators, above, random) / resampledMedian(denominators, below, random);
    }
    double error =
        StandardDeviation.of(Arrays.stream(ratios).map(Math::log).toArray()).getAsDouble();
    double[] ends = Quantile.withDefaults().evaluate(ratios, 0.025, 0.975);
    return new RatioInterval(
        median(numerators) / median(denominators),
        ends[0],
        ends[1],
        Math.max(LEAST_EFFECT, Math.expm1(INTERVAL_PLUS_POWER * error)));
  }

  /** Whether the interval excludes 1 and the effect is large enough to be called one. */
  public boolean showsDifference() {
    return (low > 1 || high < 1) && isEffect(ratio);
  }

  /** Whether a ratio differs enough from 1, in whichever order it was taken. */
  public static boolean isEffect(double ratio) {
    return Math.max(ratio, 1 / ratio) > 1 + LEAST_EFFECT;
  }

  /** The median of values, which stay as they are (by default the library reorders them). */
  public static double median(double[] values) {
    return Median.withDefaults().withCopy(true).evaluate(values);
  }

  /** Fills the sample by drawing from the values; sorting so few is the quickest way. */
  private static double resampledMedian(
      double[] values, double[] sample, UniformRandomProvider random) {
    for (int i = 0; i < sample.length; i++) {
      sample[i] = values[random.nextInt(values.length)];
    }
    Arrays.sort(sample);
    int middle = sample.length / 2;
    return sample.length % 2 == 1 ? sample[middle] : (sample[middle - 1] + sample[middle]) / 2;
  }
}
