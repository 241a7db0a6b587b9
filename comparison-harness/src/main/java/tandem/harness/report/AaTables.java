package tandem.harness.report;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Strip;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.AaMetric;
import tandem.harness.result.AaMetric.Trial;
import tandem.harness.result.AaMetric.Verdict;
import tandem.harness.result.AaResult;
import tandem.harness.result.Measures.Repetition;
import tandem.harness.stats.AaAnalysis;

/** The tables of an A/A suite. */
final class AaTables {
  private final AaResult suite;
  private final Messages words;
  private final Figures figures;

  AaTables(AaResult suite, Messages words) {
    this.suite = suite;
    this.words = words;
    this.figures = words.figures();
  }

  /** How often each figure was judged rightly, at the default number of repetitions. */
  Table judgement() {
    Table.Builder table =
        Table.of(
            words.text("aa.table.judgement", AaAnalysis.DEFAULT_REPETITIONS),
            words.text("column.figure"),
            words.text("aa.column.false"),
            words.text("aa.column.found"),
            words.text("aa.column.needed"),
            words.text("summary.verdict"));
    for (AaMetric metric : suite.metrics()) {
      Optional<Trial> first = metric.trials().stream().findFirst();
      table.row(
          name(metric),
          share(first.map(Trial::falsePositives), metric, true),
          share(first.map(Trial::detections), metric, false),
          Cell.number(needed(metric)),
          verdict(metric));
    }
    return table.build();
  }

  /** What the plant did to each figure. */
  Table pools() {
    Table.Builder table =
        Table.of(
            words.text("aa.table.pools"),
            words.text("column.figure"),
            words.text("aa.column.plain"),
            words.text("aa.column.planted"),
            words.text("aa.column.effect"),
            words.text("aa.column.variation"));
    for (AaMetric metric : suite.metrics()) {
      Cell effect = Cell.number(figures.ratio(metric.plantedRatio()));
      table.row(
          name(metric),
          Cell.number(figures.with(metric.plainMedian(), unit(metric)))
              .with(words.text("aa.runs", metric.plainRuns())),
          Cell.number(figures.with(metric.plantedMedian(), unit(metric)))
              .with(words.text("aa.runs", metric.plantedRuns())),
          metric.plantedRatio() == null
              ? effect
              : effect.with(Strip.of(metric.plantedRatio(), null, null)),
          Cell.number(figures.percent(metric.variation())));
    }
    return table.build();
  }

  /** Every tried number of repetitions. */
  Table trials() {
    Table.Builder table =
        Table.of(
            words.text("aa.table.trials"),
            words.text("column.figure"),
            words.text("aa.column.repetitions"),
            words.text("aa.column.drawn"),
            words.text("aa.column.false"),
            words.text("aa.column.found"));
    for (AaMetric metric : suite.metrics()) {
      for (Trial trial : metric.trials()) {
        table.row(
            name(metric),
            Cell.number(figures.number(trial.repetitions())),
            Cell.text(words.text(trial.withReplacement() ? "aa.resampled" : "aa.split")),
            Cell.number(figures.percent(trial.falsePositives())),
            Cell.number(figures.percent(trial.detections())));
      }
    }
    return table.build();
  }

  /** Every run as it was measured. */
  Table runs() {
    Table.Builder table =
        Table.of(
                words.text("aa.table.runs"),
                words.text("aa.column.arm"),
                words.text("repetitions.number"),
                words.text("summary.latency.p50"),
                words.text("summary.latency.p99"),
                words.text("summary.cpu"),
                words.text("summary.drain"),
                words.text("sweep.column.remark"))
            .folded();
    for (AaResult.Run run : suite.runs()) {
      Repetition of = run.figures();
      table.row(
          Cell.text(words.text("aa.arm." + run.arm().label())),
          Cell.number(figures.number(run.number())),
          Cell.number(figures.ms(of.p50())),
          Cell.number(figures.ms(of.p99())),
          Cell.number(figures.with(of.cpuSecondsPerMillion(), "s")),
          Cell.number(figures.number(of.eventsPerSecond())),
          Cell.text(remark(run)));
    }
    return table.build();
  }

  /** A figure's name within a sentence. */
  String called(AaMetric metric) {
    return words.text("metric." + metric.metric().path());
  }

  private Cell name(AaMetric metric) {
    return Cell.text(called(metric));
  }

  private String unit(AaMetric metric) {
    return words.text("unit." + metric.metric().path());
  }

  private Cell share(Optional<Double> share, AaMetric metric, boolean falsePositive) {
    Cell cell = Cell.number(share.map(figures::percent).orElse(Figures.NONE));
    if (share.isEmpty() || metric.verdict() == Verdict.TOO_FEW_RUNS) {
      return cell;
    }
    boolean kept =
        falsePositive
            ? share.get() <= AaAnalysis.MOST_FALSE_POSITIVES
            : share.get() >= AaAnalysis.LEAST_DETECTIONS;
    return cell.as(kept ? Tone.GOOD : Tone.CAUTION);
  }

  private String needed(AaMetric metric) {
    boolean unknown = metric.verdict() == Verdict.TOO_FEW_RUNS;
    return unknown || metric.repetitionsNeeded() == null
        ? Figures.NONE
        : figures.number(metric.repetitionsNeeded());
  }

  private Cell verdict(AaMetric metric) {
    Cell cell =
        Cell.text(words.text("aa.verdict." + metric.verdict().name().toLowerCase(Locale.ROOT)));
    return cell.as(metric.verdict() == Verdict.HOLDS ? Tone.GOOD : Tone.CAUTION);
  }

  private String remark(AaResult.Run run) {
    return Stream.of(
            run.generatorLate() ? words.text("sweep.late") : null,
            run.figures().noisy() ? words.text("sweep.noisy") : null)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }
}
