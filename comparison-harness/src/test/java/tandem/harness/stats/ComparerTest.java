package tandem.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static tandem.harness.result.Samples.repetition;
import static tandem.harness.result.Samples.right;
import static tandem.harness.result.Samples.wrong;

import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.harness.result.Comparison;
import tandem.harness.result.Comparison.Reason;
import tandem.harness.result.Comparison.Verdict;
import tandem.harness.result.LatencyMeasures.Population;
import tandem.harness.result.Measures;
import tandem.harness.result.Measures.Repetition;
import tandem.harness.result.Metric;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.PerEngine;
import tandem.harness.result.Samples;
import tandem.harness.stats.Comparer.Subject;
import tandem.model.catalog.Emission;
import tandem.model.run.Engine;

class ComparerTest {
  private static final Subject FULL =
      new Subject("11.1.2", "kafka", Emission.APPEND, false, true, 1);
  private static final Measures SLOW = thrice(Population.INPUTS, repetition(200, 400, 50_000, 20));
  private static final Measures FAST = thrice(Population.INPUTS, repetition(10, 20, 100_000, 5));
  private static final Measures FLOOR = thrice(Population.INPUTS, repetition(5, 10, 200_000, 4));
  private static final PerEngine<ParityFinding> ALL_RIGHT =
      new PerEngine<>(right(100), right(100), right(100));

  @Test
  void claimsADifferenceThatRepeats() {
    Comparison median = compare(FULL, ALL_RIGHT, SLOW, FAST, Metric.LATENCY_P50);

    assertThat(median.ratio()).isEqualTo(20);
    assertThat(median.ciLow()).isEqualTo(20);
    assertThat(median.ciHigh()).isEqualTo(20);
    assertThat(median.numeratorValue()).isEqualTo(200);
    assertThat(median.unit()).isEqualTo("ms");
    assertThat(median.verdict()).isEqualTo(Verdict.DIFFERENCE);
    assertThat(median.reason()).isNull();
  }

  @Test
  void comparesTheEnginesAndEachWithTheFloor() {
    List<Comparison> rows = Comparer.compare(FULL, ALL_RIGHT, new PerEngine<>(SLOW, FAST, FLOOR));

    assertThat(rows)
        .filteredOn(row -> row.metric() == Metric.DRAIN_RATE)
        .extracting(Comparison::numerator, Comparison::denominator, Comparison::ratio)
        .containsExactly(
            tuple(Engine.SPARK, Engine.FLINK, 0.5),
            tuple(Engine.SPARK, Engine.FLOOR, 0.25),
            tuple(Engine.FLINK, Engine.FLOOR, 0.5));
    assertThat(rows)
        .filteredOn(row -> row.metric() == Metric.STATE_BYTES_PER_KEY)
        .extracting(Comparison::denominator)
        .containsExactly(Engine.FLINK);
  }

  @Test
  void givesShapesOnlyForAQuickRun() {
    Subject quick = new Subject("11.1.2", "kafka", Emission.APPEND, true, true, 1);

    Comparison median = compare(quick, ALL_RIGHT, SLOW, FAST, Metric.LATENCY_P50);

    assertThat(median.ratio()).isEqualTo(20);
    assertThat(median.ciLow()).isNull();
    assertThat(median.ciHigh()).isNull();
    assertThat(median.minimumDetectableEffect()).isNull();
    assertThat(median.verdict()).isEqualTo(Verdict.SHAPE_ONLY);
    assertThat(median.reason()).isEqualTo(Reason.QUICK_RUN);
  }

  @Test
  void neverComparesAWrongOutput() {
    List<Comparison> rows =
        Comparer.compare(
            FULL,
            new PerEngine<>(right(100), wrong(100), right(100)),
            new PerEngine<>(SLOW, FAST, FLOOR));

    assertThat(rows)
        .filteredOn(row -> row.numerator() == Engine.FLINK || row.denominator() == Engine.FLINK)
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.ratio()).isNull();
              assertThat(row.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
              assertThat(row.reason()).isEqualTo(Reason.WRONG_OUTPUT);
            });
    assertThat(rows)
        .filteredOn(row -> row.numerator() == Engine.SPARK && row.denominator() == Engine.FLOOR)
        .extracting(Comparison::verdict)
        .containsOnly(Verdict.DIFFERENCE);
  }

  @Test
  void comparesNothingOfAnInvalidRun() {
    Subject invalid = new Subject("11.1.2", "kafka", Emission.APPEND, false, false, 1);

    Comparison median = compare(invalid, ALL_RIGHT, SLOW, FAST, Metric.LATENCY_P50);

    assertThat(median.ratio()).isNull();
    assertThat(median.reason()).isEqualTo(Reason.INVALID_RUN);
  }

  @Test
  void neverComparesDifferentPopulations() {
    Measures windows = thrice(Population.WINDOWS, repetition(10, 20, 100_000, 5));

    assertThat(compare(FULL, ALL_RIGHT, SLOW, windows, Metric.LATENCY_P99).reason())
        .isEqualTo(Reason.OTHER_POPULATION);
    assertThat(compare(FULL, ALL_RIGHT, SLOW, windows, Metric.DRAIN_RATE).verdict())
        .isEqualTo(Verdict.DIFFERENCE);
  }

  @Test
  void neverComparesThroughputWhereOneWritesMoreUpdates() {
    Subject updates = new Subject("11.3.2", "update", Emission.UPDATE, false, true, 1);
    PerEngine<ParityFinding> collapsed = new PerEngine<>(right(40), right(100), null);

    assertThat(compare(updates, collapsed, SLOW, FAST, Metric.DRAIN_RATE).reason())
        .isEqualTo(Reason.OTHER_NUMBER_OF_ROWS);
    assertThat(compare(updates, collapsed, SLOW, FAST, Metric.LATENCY_P50).verdict())
        .isEqualTo(Verdict.DIFFERENCE);
  }

  @Test
  void voidsThroughputAgainstAFloorThatAnEngineOutruns() {
    Measures slowFloor = thrice(Population.INPUTS, repetition(5, 10, 90_000, 4));

    List<Comparison> rows =
        Comparer.compare(FULL, ALL_RIGHT, new PerEngine<>(SLOW, FAST, slowFloor));

    assertThat(reasonsToFloor(rows, Metric.DRAIN_RATE))
        .hasSize(2)
        .containsOnly(Reason.FLOOR_SLOWER_THAN_ENGINE);
    assertThat(rows)
        .filteredOn(row -> row.metric() == Metric.LATENCY_P50)
        .extracting(Comparison::verdict)
        .containsOnly(Verdict.DIFFERENCE);
  }

  @Test
  void voidsALatencyAgainstAFloorThatAnswersLater() {
    Measures stalledFloor = thrice(Population.INPUTS, repetition(10.2, 103, 200_000, 4));

    List<Comparison> rows =
        Comparer.compare(FULL, ALL_RIGHT, new PerEngine<>(SLOW, FAST, stalledFloor));

    assertThat(reasonsToFloor(rows, Metric.LATENCY_P99))
        .hasSize(2)
        .containsOnly(Reason.FLOOR_SLOWER_THAN_ENGINE);
    assertThat(reasonsToFloor(rows, Metric.LATENCY_P50))
        .as("two hundredths above the quickest engine is no difference")
        .hasSize(2)
        .containsOnlyNulls();
    assertThat(rows)
        .filteredOn(row -> row.denominator() == Engine.FLINK)
        .extracting(Comparison::verdict)
        .contains(Verdict.DIFFERENCE);
  }

  private static List<Reason> reasonsToFloor(List<Comparison> rows, Metric metric) {
    return rows.stream()
        .filter(row -> row.denominator() == Engine.FLOOR && row.metric() == metric)
        .map(Comparison::reason)
        .toList();
  }

  @Test
  void claimsNothingFromANoisyMachineButKeepsTheFigures() {
    Repetition quiet = repetition(200, 400, 50_000, 20);
    Measures noisy =
        Samples.measures(
            Population.INPUTS, quiet, quiet, new Repetition(200.0, 400.0, 50_000.0, 20.0, true));

    Comparison median = compare(FULL, ALL_RIGHT, noisy, FAST, Metric.LATENCY_P50);

    assertThat(median.ratio()).isEqualTo(20);
    assertThat(median.ciLow()).isEqualTo(20);
    assertThat(median.verdict()).isEqualTo(Verdict.SHAPE_ONLY);
    assertThat(median.reason()).isEqualTo(Reason.NOISY_MACHINE);
  }

  @Test
  void namesAMissingFigure() {
    Measures withoutTail =
        Samples.measures(Population.INPUTS, new Repetition(10.0, null, 100_000.0, 5.0, false));

    assertThat(compare(FULL, ALL_RIGHT, SLOW, withoutTail, Metric.LATENCY_P99).reason())
        .isEqualTo(Reason.NOT_MEASURED);
    assertThat(compare(FULL, ALL_RIGHT, SLOW, withoutTail, Metric.LATENCY_P50).reason())
        .isEqualTo(Reason.FEW_REPETITIONS);
  }

  private static Comparison compare(
      Subject subject,
      PerEngine<ParityFinding> parity,
      Measures spark,
      Measures flink,
      Metric metric) {
    return Comparer.compare(subject, parity, new PerEngine<>(spark, flink, null)).stream()
        .filter(row -> row.metric() == metric)
        .findFirst()
        .orElseThrow();
  }

  private static Measures thrice(Population population, Repetition repetition) {
    return Samples.measures(population, repetition, repetition, repetition);
  }
}
