package tandem.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.harness.result.AaMetric;
import tandem.harness.result.AaMetric.Trial;
import tandem.harness.result.AaMetric.Verdict;
import tandem.harness.result.Metric;

/** Made-up runs of which it is known by construction whether and how they differ. */
class AaAnalysisTest {
  private static final int RUNS = 20;

  @Test
  void aFifthIsFoundWhereRunsAreAlike() {
    AaMetric cpu = judge(Metric.DRAIN_CPU, pool(RUNS, 6, 0.02, 1), pool(RUNS, 7.2, 0.02, 2), 7);

    assertThat(cpu.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(cpu.repetitionsNeeded()).isEqualTo(5);
    assertThat(cpu.trials()).singleElement().satisfies(AaAnalysisTest::hasBoth);
    assertThat(cpu.trials().get(0).withReplacement()).isFalse();
    assertThat(cpu.plantedRatio()).isCloseTo(1.2, within(0.02));
    assertThat(cpu.variation()).isCloseTo(0.02, within(0.01));
  }

  @Test
  void aRateThatFallsIsFoundAndOneThatRisesIsNone() {
    double[] plain = pool(RUNS, 200_000, 0.02, 3);
    double[] slower = pool(RUNS, 160_000, 0.02, 4);
    double[] faster = pool(RUNS, 240_000, 0.02, 5);

    assertThat(judge(Metric.DRAIN_RATE, plain, slower, 7).verdict()).isEqualTo(Verdict.HOLDS);
    AaMetric wrongWay = judge(Metric.DRAIN_RATE, plain, faster, 7);
    assertThat(wrongWay.verdict()).isEqualTo(Verdict.NOT_REACHED);
    assertThat(wrongWay.trials()).extracting(Trial::detections).containsOnly(0.0);
  }

  @Test
  void wideRunsNeedMoreRepetitions() {
    AaMetric p99 = judge(Metric.LATENCY_P99, pool(RUNS, 20, 0.1, 1), pool(RUNS, 24, 0.1, 2), 7);

    assertThat(p99.trials().get(0).detections()).isLessThan(AaAnalysis.LEAST_DETECTIONS);
    assertThat(p99.trials()).hasSizeGreaterThan(1);
    assertThat(p99.trials().stream().skip(1)).allMatch(Trial::withReplacement);
    assertThat(p99.trials()).extracting(Trial::repetitions).startsWith(5, 7).isSorted();
    assertThat(p99.verdict()).isEqualTo(Verdict.NEEDS_MORE);
    assertThat(p99.repetitionsNeeded()).isGreaterThan(5);
  }

  @Test
  void nothingPlantedIsNothingFound() {
    AaMetric p50 = judge(Metric.LATENCY_P50, pool(RUNS, 5, 0.02, 1), pool(RUNS, 5, 0.02, 2), 7);

    assertThat(p50.verdict()).isEqualTo(Verdict.NOT_REACHED);
    assertThat(p50.repetitionsNeeded()).isNull();
    assertThat(p50.trials()).hasSize(5).allMatch(trial -> trial.falsePositives() <= 0.05);
    assertThat(p50.trials()).allMatch(trial -> trial.detections() <= 0.05);
  }

  @Test
  void runsThatScatterAreNowAndThenTakenForDifferentOnes() {
    double[] wide = pool(RUNS, 10, 0.3, 1);

    Trial first = judge(Metric.LATENCY_P50, wide, pool(RUNS, 12, 0.3, 2), 7).trials().get(0);

    assertThat(first.falsePositives()).isBetween(0.01, 0.2);
    assertThat(first.detections()).isBetween(0.01, 0.8);
  }

  @Test
  void fewRunsAreShownAndNotJudged() {
    AaMetric few = judge(Metric.DRAIN_CPU, pool(3, 6, 0.01, 1), pool(3, 7.2, 0.01, 2), 7);

    assertThat(few.verdict()).isEqualTo(Verdict.TOO_FEW_RUNS);
    assertThat(few.trials()).allMatch(Trial::withReplacement).isNotEmpty();
    AaMetric two = judge(Metric.DRAIN_CPU, pool(2, 6, 0.01, 1), pool(2, 7, 0.01, 2), 7);
    assertThat(two.verdict()).isEqualTo(Verdict.TOO_FEW_RUNS);
    assertThat(two.trials()).isEmpty();
    assertThat(judge(Metric.DRAIN_CPU, new double[0], new double[0], 7).plainMedian()).isNull();
  }

  @Test
  void theSameSeedGivesTheSameJudgement() {
    double[] plain = pool(RUNS, 20, 0.08, 1);
    double[] planted = pool(RUNS, 24, 0.08, 2);

    assertThat(judge(Metric.LATENCY_P99, plain, planted, 3))
        .isEqualTo(judge(Metric.LATENCY_P99, plain, planted, 3));
  }

  /** Fewer comparisons than a suite makes: the pools are clear enough. */
  private static AaMetric judge(Metric metric, double[] plain, double[] planted, long seed) {
    return AaAnalysis.judge(metric, plain, planted, seed, 100);
  }

  private static void hasBoth(Trial trial) {
    assertThat(trial.falsePositives()).isLessThanOrEqualTo(AaAnalysis.MOST_FALSE_POSITIVES);
    assertThat(trial.detections()).isGreaterThanOrEqualTo(AaAnalysis.LEAST_DETECTIONS);
  }

  /** Normal values around a middle, with a standard deviation that is a share of it. */
  private static double[] pool(int size, double middle, double spread, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, size)
        .mapToDouble(i -> middle * (1 + spread * random.nextGaussian()))
        .toArray();
  }
}
