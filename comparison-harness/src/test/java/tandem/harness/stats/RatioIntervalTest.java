package tandem.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatioIntervalTest {
  private static final double[] ONES = {1, 1, 1};

  @Test
  void ofValuesWithoutVariationIsThePointItself() {
    RatioInterval interval =
        RatioInterval.of(new double[] {20, 20, 20}, new double[] {10, 10, 10}, 1);

    assertThat(interval).isEqualTo(new RatioInterval(2, 2, 2, RatioInterval.LEAST_EFFECT));
    assertThat(interval.showsDifference()).isTrue();
  }

  @Test
  void ofThreeValuesReachesFromTheLeastToTheGreatest() {
    // The median of three draws from {a, b, c} is a with probability 7/27, which is over 2.5 %.
    RatioInterval interval = RatioInterval.of(new double[] {8, 2, 4}, ONES, 7);

    assertThat(interval.ratio()).isEqualTo(4);
    assertThat(interval.low()).isCloseTo(2, within(1e-9));
    assertThat(interval.high()).isCloseTo(8, within(1e-9));
  }

  @Test
  void ofFiveValuesLeavesOutWhatComesUpTooSeldom() {
    // P(median of five draws is the least of five) = P(Bin(5, 1/5) >= 3) = 181/3125 = 5.8 %,
    // so 2.5 % lies on it; that the median is at most the second least has 31.7 %.
    RatioInterval interval =
        RatioInterval.of(new double[] {10, 11, 12, 13, 14}, new double[] {1, 1, 1, 1, 1}, 3);

    assertThat(interval.ratio()).isEqualTo(12);
    assertThat(interval.low()).isCloseTo(10, within(1e-9));
    assertThat(interval.high()).isCloseTo(14, within(1e-9));
  }

  @Test
  void ofElevenValuesIsNarrowerThanTheirRange() {
    double[] ones = new double[11];
    double[] values = new double[11];
    for (int i = 0; i < 11; i++) {
      ones[i] = 1;
      values[i] = 100 + i;
    }
    // P(Bin(11, 2/11) >= 6) = 0.0086 < 2.5 % <= P(Bin(11, 3/11) >= 6) = 0.0615: the third least.
    RatioInterval interval = RatioInterval.of(values, ones, 5);

    assertThat(interval.low()).isCloseTo(102, within(1e-9));
    assertThat(interval.high()).isCloseTo(108, within(1e-9));
  }

  @Test
  void detectableEffectFollowsFromTheErrorOfTheLogRatio() {
    // The median's log is -0.1, 0 or 0.1 with 7, 13 and 7 of 27: deviation 0.1 * sqrt(14/27).
    double[] values = {Math.exp(-0.1), 1, Math.exp(0.1)};
    double byHand = Math.exp((1.959964 + 1.281552) * 0.0720082) - 1;

    assertThat(RatioInterval.of(values, ONES, 11).minimumDetectableEffect())
        .isCloseTo(byHand, within(0.01));
  }

  @Test
  void sameSeedGivesTheSameInterval() {
    double[] above = {3.1, 2.7, 3.3, 2.9, 3.0};
    double[] below = {1.0, 1.2, 0.9, 1.1, 1.05};

    assertThat(RatioInterval.of(above, below, 42)).isEqualTo(RatioInterval.of(above, below, 42));
  }

  @Test
  void showsNoDifferenceWhereTheIntervalIncludesOne() {
    double[] values = {10, 11, 12, 13, 14};

    RatioInterval interval = RatioInterval.of(values, values, 1);

    assertThat(interval.ratio()).isEqualTo(1);
    assertThat(interval.low()).isLessThan(1);
    assertThat(interval.high()).isGreaterThan(1);
    assertThat(interval.showsDifference()).isFalse();
  }

  @Test
  void showsNoDifferenceForACertainButSmallEffect() {
    double[] above = {1.04, 1.04, 1.04};

    assertThat(RatioInterval.of(above, ONES, 1).showsDifference()).isFalse();
    assertThat(RatioInterval.of(ONES, above, 1).showsDifference()).isFalse();
  }

  @Test
  void anEffectIsTheSameInEitherOrder() {
    assertThat(RatioInterval.isEffect(1.06)).isTrue();
    assertThat(RatioInterval.isEffect(1 / 1.06)).isTrue();
    assertThat(RatioInterval.isEffect(1.04)).isFalse();
    assertThat(RatioInterval.isEffect(1 / 1.04)).isFalse();
  }

  @Test
  void refusesTwoRepetitions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RatioInterval.of(new double[] {1, 2}, ONES, 1));
  }
}
