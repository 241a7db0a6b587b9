package tandem.harness.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Chart;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.HistogramName;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.LatencyMeasures;
import tandem.harness.result.LatencyMeasures.Latency;
import tandem.harness.result.LatencyMeasures.LatencyAt;

/** Shows latencies: their whole distribution, and how they went over the replay. */
final class CurveBlocks {
  private static final int POINTS_PER_DECADE = 12;

  /** The least latency that a logarithmic axis shows, ms. */
  private static final double LEAST_MS = 0.01;

  private final Messages words;
  private final Figures figures;
  private final ExerciseResult exercise;
  private final Map<HistogramName, LatencyHistogram> histograms;
  private final List<Contender> contenders;
  private final String id;

  CurveBlocks(
      ExerciseResult exercise, Map<HistogramName, LatencyHistogram> histograms, Messages words) {
    this.words = words;
    this.figures = words.figures();
    this.exercise = exercise;
    this.histograms = histograms;
    this.contenders =
        Contender.of(exercise, words).stream()
            .filter(contender -> contender.measures().latencyMs() != null)
            .toList();
    this.id = PageBuilder.anchor(exercise);
  }

  /** The distribution, or nothing where no latency was measured. */
  Optional<Block> distribution() {
    if (contenders.isEmpty()) {
      return Optional.empty();
    }
    LatencyMeasures first = contenders.get(0).measures().latencyMs();
    Block.Builder block =
        Block.of(
            words.text("curve.heading"),
            words.text("curve.population." + first.population().label())
                + " "
                + words.text("curve.intro"));
    for (Clock clock : Clock.values()) {
      ChartJson json =
          ChartJson.lines(
              ChartJson.Axis.PERCENTILE, words.text("curve.x"), ChartJson.Axis.LOG, "ms");
      contenders.forEach(contender -> curve(contender, clock, json));
      if (!json.isEmpty()) {
        block.chart(
            new Chart(
                id + "-" + clock.label(),
                words.text("curve." + clock.label()),
                words.text("curve.description"),
                json.toString()));
      }
    }
    block.table(percentiles());
    Double wait = first.semanticWaitSeconds();
    if (wait != null && wait > 0) {
      block.note(words.text("curve.wait", figures.duration(wait)), Tone.CAUTION);
    }
    return Optional.of(block.build());
  }

  /** Latency over the replay, or nothing where it was not cut into slices. */
  Optional<Block> overTime() {
    Block.Builder block = Block.of(words.text("time.heading"), words.text("time.intro"));
    boolean any = chartOverTime("p50", LatencyAt::p50, block);
    any |= chartOverTime("p99", LatencyAt::p99, block);
    block.table(slices());
    return any ? Optional.of(block.build()) : Optional.empty();
  }

  private void curve(Contender contender, Clock clock, ChartJson json) {
    ArrayNode points = json.line(contender, words.text("chart.void", contender.name()));
    HistogramName name =
        new HistogramName(exercise.id(), exercise.variant(), contender.engine(), clock);
    LatencyHistogram histogram = histograms.get(name);
    if (histogram != null && histogram.samples() > 0) {
      double decades = Math.log10((double) histogram.samples());
      long steps = (long) Math.floor(decades * POINTS_PER_DECADE);
      for (long step = 0; step <= steps; step++) {
        double inverse = Math.pow(10, (double) step / POINTS_PER_DECADE);
        point(points, inverse, histogram.valueAtMs(100 - 100 / inverse));
      }
    } else {
      Latency latency = latency(contender, clock);
      if (latency != null) {
        known(points, 2, latency.at("p50"));
        known(points, 10, latency.at("p90"));
        known(points, 100, latency.at("p99"));
        known(points, 1000, latency.at("p999"));
      }
    }
  }

  private static void known(ArrayNode points, double inverse, Double ms) {
    if (ms != null) {
      point(points, inverse, ms);
    }
  }

  private static void point(ArrayNode points, double x, double ms) {
    points.addArray().add(rounded(x)).add(rounded(Math.max(LEAST_MS, ms)));
  }

  /** Four digits draw the same and keep the page small. */
  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.4g", value));
  }

  private Table percentiles() {
    Table.Builder table =
        Table.of(
            words.text("curve.table"),
            words.text("column.engine"),
            words.text("column.clock"),
            words.text("column.samples"),
            words.text("column.min"),
            "p50",
            "p90",
            "p99",
            "p" + figures.number(99.9),
            words.text("column.max"));
    for (Contender contender : contenders) {
      for (Clock clock : Clock.values()) {
        Latency latency = latency(contender, clock);
        if (latency != null) {
          table.row(
              contender.heading(),
              Cell.text(words.text("clock." + clock.label())),
              number(contender, figures.number(latency.samples())),
              number(contender, figures.ms(latency.min())),
              number(contender, figures.ms(latency.at("p50"))),
              number(contender, figures.ms(latency.at("p90"))),
              number(contender, figures.ms(latency.at("p99"))),
              number(contender, figures.ms(latency.at("p999"))),
              number(contender, figures.ms(latency.max())));
        }
      }
    }
    return table.build();
  }

  private static Latency latency(Contender contender, Clock clock) {
    LatencyMeasures measures = contender.measures().latencyMs();
    return clock == Clock.BROKER ? measures.broker() : measures.endToEnd();
  }

  private boolean chartOverTime(
      String percentile, Function<LatencyAt, Double> value, Block.Builder block) {
    ChartJson json =
        ChartJson.lines(ChartJson.Axis.LINEAR, words.text("time.x"), ChartJson.Axis.LOG, "ms");
    for (Contender contender : contenders) {
      ArrayNode points = json.line(contender, words.text("chart.void", contender.name()));
      contender.measures().latencyMs().overTime().stream()
          .filter(slice -> Objects.nonNull(value.apply(slice)))
          .forEach(slice -> point(points, slice.atSeconds(), value.apply(slice)));
    }
    if (json.isEmpty()) {
      return false;
    }
    block.chart(
        new Chart(
            id + "-time-" + percentile,
            words.text("time." + percentile),
            words.text("time.description"),
            json.toString()));
    return true;
  }

  private Table slices() {
    Table.Builder table =
        Table.of(
                words.text("time.table"),
                words.text("column.engine"),
                words.text("time.x"),
                words.text("column.samples"),
                "p50",
                "p99")
            .folded();
    for (Contender contender : contenders) {
      for (LatencyAt slice : contender.measures().latencyMs().overTime()) {
        table.row(
            contender.heading(),
            number(contender, figures.number(slice.atSeconds())),
            number(contender, figures.number(slice.samples())),
            number(contender, figures.ms(slice.p50())),
            number(contender, figures.ms(slice.p99())));
      }
    }
    return table.build();
  }

  private static Cell number(Contender contender, String text) {
    return Cell.number(text).as(contender.tone());
  }
}
