package tandem.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static tandem.harness.result.Samples.repetition;
import static tandem.harness.result.Samples.right;
import static tandem.harness.result.Samples.wrong;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tandem.harness.result.Comparison.Reason;
import tandem.harness.result.Comparison.Verdict;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.GearMeasures;
import tandem.harness.result.LatencyMeasures.Population;
import tandem.harness.result.Measures;
import tandem.harness.result.Measures.Repetition;
import tandem.harness.result.Metric;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.PerEngine;
import tandem.harness.result.Result;
import tandem.harness.result.RunComparison;
import tandem.harness.result.RunComparison.Difference;
import tandem.harness.result.RunComparison.Meaning;
import tandem.harness.result.RunComparison.Row;
import tandem.harness.result.RunInfo;
import tandem.harness.result.Samples;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.trace.Purpose;

class RunComparerTest {
  private static final Repetition OLD = repetition(10, 20, 100_000, 5);
  private static final Repetition NEW = repetition(20, 20, 50_000, 5);

  @Test
  void aContenderIsSetBesideItself() {
    RunComparison comparison = compare(new Made(OLD), new Made(NEW));

    assertThat(comparison.rows())
        .extracting(Row::metric, Row::ratio, Row::verdict)
        .contains(
            tuple(Metric.LATENCY_P50, 2.0, Verdict.DIFFERENCE),
            tuple(Metric.LATENCY_P99, 1.0, Verdict.NO_DIFFERENCE_SHOWN),
            tuple(Metric.DRAIN_RATE, 0.5, Verdict.DIFFERENCE),
            tuple(Metric.DRAIN_CPU, 1.0, Verdict.NO_DIFFERENCE_SHOWN));
    Row median = row(comparison, Metric.LATENCY_P50);
    assertThat(median.a()).isEqualTo(10);
    assertThat(median.b()).isEqualTo(20);
    assertThat(median.ciLow()).isEqualTo(2);
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.comparable()).isTrue();
  }

  @Test
  void otherLiveTrafficLeavesTheDrainsComparable() {
    RunComparison comparison =
        compare(new Made(OLD), new Made(NEW).live("other").option("rate", "7"));

    Row median = row(comparison, Metric.LATENCY_P50);
    assertThat(median.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(median.reason()).isEqualTo(Reason.OTHER_TRAFFIC);
    assertThat(median.detail()).isEqualTo("rate variant / 7");
    assertThat(median.ratio()).isNull();
    assertThat(row(comparison, Metric.DRAIN_RATE).verdict()).isEqualTo(Verdict.DIFFERENCE);
  }

  @Test
  void otherDrainsLeaveTheLatenciesComparable() {
    RunComparison comparison = compare(new Made(OLD), new Made(NEW).drain("other"));

    assertThat(row(comparison, Metric.DRAIN_CPU).reason()).isEqualTo(Reason.OTHER_TRAFFIC);
    assertThat(row(comparison, Metric.LATENCY_P50).verdict()).isEqualTo(Verdict.DIFFERENCE);
  }

  @Test
  void anotherSetUpForbidsEveryRatio() {
    RunComparison comparison = compare(new Made(OLD), new Made(NEW).option("heap", "7g"));

    assertThat(comparison.rows())
        .extracting(Row::reason, Row::detail)
        .containsOnly(tuple(Reason.OTHER_OPTIONS, "heap 2g / 7g"));
    assertThat(comparison.comparable()).isFalse();
  }

  @Test
  void anotherGearIsAnotherOption() {
    RunComparison comparison = compare(new Made(OLD), new Made(NEW).gear("exactly-once"));

    assertThat(comparison.rows())
        .extracting(Row::reason, Row::detail)
        .containsOnly(tuple(Reason.OTHER_OPTIONS, "gear standard / exactly-once"));
  }

  @Test
  void anotherMachineAndVersionAreSaidAndCompared() {
    RunComparison comparison = compare(new Made(OLD), new Made(NEW).cpus(64).flink("9.9"));

    assertThat(comparison.differences())
        .containsExactly(
            new Difference(Meaning.MACHINE, "cpus", "2", "64"),
            new Difference(Meaning.VERSION, "Flink", "2.3.0", "9.9"));
    assertThat(row(comparison, Metric.LATENCY_P50).verdict()).isEqualTo(Verdict.DIFFERENCE);
  }

  @Test
  void aWrongOutputVoidsItsFiguresOnly() {
    RunComparison comparison = compare(new Made(OLD), new Made(NEW).output(wrong(100)));

    assertThat(comparison.rows()).extracting(Row::reason).containsOnly(Reason.WRONG_OUTPUT);
    assertThat(comparison.rows()).allMatch(row -> row.bVoid() && !row.aVoid());
  }

  @Test
  void anInvalidRunIsNotCompared() {
    RunComparison comparison = compare(new Made(OLD).invalid(), new Made(NEW));

    assertThat(comparison.rows()).extracting(Row::reason).containsOnly(Reason.INVALID_RUN);
    assertThat(comparison.rows()).allMatch(Row::aVoid);
  }

  @Test
  void aQuickRunShowsAShape() {
    RunComparison comparison = compare(new Made(OLD), new Made(NEW).option("quick", "true"));

    Row median = row(comparison, Metric.LATENCY_P50);
    assertThat(median.verdict()).isEqualTo(Verdict.SHAPE_ONLY);
    assertThat(median.reason()).isEqualTo(Reason.QUICK_RUN);
    assertThat(median.ratio()).isEqualTo(2);
    assertThat(median.ciLow()).isNull();
  }

  @Test
  void aBusyMachineShowsAShape() {
    Repetition noisy = new Repetition(20.0, 20.0, 50_000.0, 5.0, true);

    assertThat(row(compare(new Made(OLD), new Made(noisy)), Metric.LATENCY_P50).reason())
        .isEqualTo(Reason.NOISY_MACHINE);
  }

  @Test
  void anotherPopulationIsNotCompared() {
    RunComparison comparison = compare(new Made(OLD), new Made(NEW).population(Population.UPDATES));

    assertThat(row(comparison, Metric.LATENCY_P50).reason()).isEqualTo(Reason.OTHER_POPULATION);
  }

  @Test
  void whatOneSideLacksIsShown() {
    Repetition withoutTail = new Repetition(20.0, null, 50_000.0, 5.0, false);

    Row tail = row(compare(new Made(OLD), new Made(withoutTail)), Metric.LATENCY_P99);

    assertThat(tail.reason()).isEqualTo(Reason.NOT_MEASURED);
    assertThat(tail.a()).isEqualTo(20);
    assertThat(tail.b()).isNull();
  }

  private static Row row(RunComparison comparison, Metric metric) {
    return comparison.rows().stream()
        .filter(row -> row.metric() == metric)
        .findFirst()
        .orElseThrow();
  }

  private static RunComparison compare(Made a, Made b) {
    return RunComparer.compare("a", RunFigures.of(a.result()), "b", RunFigures.of(b.result()));
  }

  /** A made-up run of Flink, three repetitions, that differs from another in what is said. */
  private static final class Made {
    private final Repetition figures;
    private final Map<String, String> options =
        new TreeMap<>(Map.of("heap", "2g", "quick", "false", "rate", "variant"));
    private String live = "live";
    private String drain = "drain";
    private String gear = "standard";
    private String flink = "2.3.0";
    private int cpus = 2;
    private boolean valid = true;
    private ParityFinding output = right(100);
    private Population population = Population.INPUTS;

    Made(Repetition figures) {
      this.figures = figures;
    }

    Made live(String sha256) {
      live = sha256;
      return this;
    }

    Made drain(String sha256) {
      drain = sha256;
      return this;
    }

    Made gear(String name) {
      gear = name;
      return this;
    }

    Made flink(String version) {
      flink = version;
      return this;
    }

    Made cpus(int number) {
      cpus = number;
      return this;
    }

    Made option(String name, String value) {
      options.put(name, value);
      return this;
    }

    Made invalid() {
      valid = false;
      return this;
    }

    Made output(ParityFinding finding) {
      output = finding;
      return this;
    }

    Made population(Population of) {
      population = of;
      return this;
    }

    Result result() {
      Measures measures = Samples.measures(population, figures, figures, figures);
      ExerciseResult exercise =
          new ExerciseResult(
              "11.1.2",
              "kafka",
              "FirstStreamingJob",
              new Text("made up", "inventado"),
              true,
              Emission.APPEND,
              new PerEngine<>(null, output, null),
              null,
              PerEngine.none(),
              new PerEngine<>(null, measures, null),
              List.of(new GearMeasures("11.1.2", "kafka", Engine.FLINK, gear, measures)),
              List.of(),
              valid,
              valid,
              List.of(),
              List.of(),
              List.of());
      return Result.of(
          info(), PerEngine.none(), List.of(), List.of(exercise), List.of(), List.of());
    }

    private RunInfo info() {
      return new RunInfo(
          "made-up",
          Instant.parse("2024-02-29T12:34:56Z"),
          "./tandem run 11.1.2",
          42,
          List.of(
              trace(Purpose.LIVE, live, 100),
              trace(Purpose.DRAIN, "warm-up", 100),
              trace(Purpose.DRAIN, drain, 200)),
          live,
          new RunInfo.Versions("0.1.0", "17", null, flink, "4.4.0"),
          new RunInfo.Host("Linux", "amd64", cpus, 8L << 30, "Imaginary CPU", false),
          options);
    }

    private static RunInfo.TraceInfo trace(Purpose purpose, String sha256, long records) {
      return new RunInfo.TraceInfo("11.1.2", "kafka", purpose, sha256, records);
    }
  }
}
