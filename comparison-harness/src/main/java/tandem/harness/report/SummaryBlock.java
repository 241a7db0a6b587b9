package tandem.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Strip;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tile;
import tandem.harness.report.page.Tone;
import tandem.harness.result.Comparison;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.GearMeasures;
import tandem.harness.result.LatencyMeasures;
import tandem.harness.result.Measures;
import tandem.harness.result.Metric;
import tandem.model.run.Engine;

/** Shows the figures that matter, one contender beside the other, with what may be said of them. */
final class SummaryBlock {
  private final Messages words;
  private final Figures figures;
  private final ExerciseResult exercise;
  private final List<Contender> contenders;

  private record Line(String label, Metric metric, Function<Measures, String> figure) {}

  private SummaryBlock(ExerciseResult exercise, Messages words) {
    this.words = words;
    this.figures = words.figures();
    this.exercise = exercise;
    this.contenders = Contender.of(exercise, words);
  }

  static Block of(ExerciseResult exercise, Messages words) {
    return new SummaryBlock(exercise, words).block();
  }

  /** The table alone, for reports without a page. */
  static Table table(ExerciseResult exercise, Messages words) {
    return new SummaryBlock(exercise, words).figuresAndRatios();
  }

  private Block block() {
    Block.Builder block = Block.of(words.text("summary.heading"), words.text("summary.intro"));
    if (exercise.comparison().stream().anyMatch(row -> row.ciLow() != null)) {
      block.note(words.text("summary.repeated"), Tone.PLAIN);
    }
    contenders.forEach(contender -> block.tile(tile(contender)));
    block.table(figuresAndRatios()).table(againstFloor());
    if (contenders.stream().anyMatch(Contender::isVoid)) {
      block.note(words.text("summary.void"), Tone.BAD);
    }
    return block.build();
  }

  private Tile tile(Contender contender) {
    Measures measures = contender.measures();
    List<String> facts = new ArrayList<>();
    facts.add(words.text("tile.p99", figures.ms(Metric.LATENCY_P99.in(measures))));
    if (measures.drain() != null) {
      String rate = figures.number(measures.drain().eventsPerSecond());
      facts.add(words.text("tile.drain", rate));
    }
    if (measures.rssBytes() != null) {
      facts.add(words.text("tile.rss", figures.bytes(measures.rssBytes())));
    }
    return new Tile(
        contender.engine().label(),
        contender.name(),
        gear(contender.engine()),
        figures.ms(Metric.LATENCY_P50.in(measures)),
        words.text("tile.p50"),
        facts,
        contender.tone());
  }

  /** The one gear that a contender ran with; empty where there were several. */
  private String gear(Engine engine) {
    List<GearMeasures> gears =
        exercise.gears().stream().filter(each -> each.engine() == engine).toList();
    return gears.size() == 1 ? gears.get(0).gear() : "";
  }

  private Table figuresAndRatios() {
    boolean compared = exercise.comparison().stream().anyMatch(SummaryBlock::betweenEngines);
    Table.Builder table = Table.of(words.text("summary.table"), words.text("column.figure"));
    contenders.forEach(contender -> table.column(contender.name()));
    if (compared) {
      table.column(words.text("summary.ratio")).column(words.text("summary.verdict"));
    }
    for (Line line : lines()) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(line.label()));
      contenders.forEach(contender -> row.add(contender.figure(line.figure())));
      if (compared) {
        Optional<Comparison> comparison = comparison(line.metric());
        row.add(comparison.map(this::ratio).orElse(Cell.number("")));
        row.add(comparison.map(this::verdict).orElse(Cell.text("")));
      }
      boolean measured = contenders.stream().anyMatch(each -> has(line, each));
      if (measured) {
        table.row(row);
      }
    }
    return table.build();
  }

  private static boolean has(Line line, Contender contender) {
    return !line.figure().apply(contender.measures()).equals(Figures.NONE);
  }

  private List<Line> lines() {
    return List.of(
        endToEnd("p50", Metric.LATENCY_P50),
        endToEnd("p90", null),
        endToEnd("p99", Metric.LATENCY_P99),
        endToEnd("p999", null),
        new Line(
            words.text("summary.broker.p50"),
            null,
            measures -> figures.ms(percentile(measures, LatencyMeasures::broker, "p50"))),
        new Line(
            words.text("summary.anatomy"),
            null,
            measures -> AnatomyBlock.inBrief(measures.anatomy(), figures)),
        line("summary.drain", Metric.DRAIN_RATE, figures::number),
        line("summary.cpu", Metric.DRAIN_CPU, value -> figures.with(value, "s")),
        line("summary.bytes.per.key", Metric.STATE_BYTES_PER_KEY, figures::bytes));
  }

  private Line endToEnd(String percentile, Metric metric) {
    return new Line(
        words.text("summary.latency." + percentile),
        metric,
        measures -> figures.ms(percentile(measures, LatencyMeasures::endToEnd, percentile)));
  }

  private Line line(String key, Metric metric, Function<Double, String> format) {
    return new Line(words.text(key), metric, measures -> format.apply(metric.in(measures)));
  }

  private static Double percentile(
      Measures measures,
      Function<LatencyMeasures, LatencyMeasures.Latency> clock,
      String percentile) {
    return Optional.ofNullable(measures.latencyMs())
        .map(clock)
        .map(latency -> latency.at(percentile))
        .orElse(null);
  }

  private Table againstFloor() {
    List<Comparison> toFloor =
        exercise.comparison().stream().filter(row -> row.denominator() == Engine.FLOOR).toList();
    List<Engine> engines = toFloor.stream().map(Comparison::numerator).distinct().toList();
    Table.Builder table = Table.of(words.text("summary.floor"), words.text("column.figure"));
    engines.forEach(engine -> table.column(words.text("summary.to.floor", words.engine(engine))));
    for (Metric metric : Metric.values()) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(words.text("metric." + metric.path())));
      for (Engine engine : engines) {
        toFloor.stream()
            .filter(each -> each.numerator() == engine && each.metric() == metric)
            .forEach(each -> row.add(ratio(each).with(verdictInBrief(each))));
      }
      if (row.size() == engines.size() + 1 && row.size() > 1) {
        table.row(row);
      }
    }
    return table.build();
  }

  private String verdictInBrief(Comparison row) {
    String label = verdict(row).text();
    String because = row.reason() == null ? "" : ": " + words.reason(row.reason());
    return (interval(row).isEmpty() ? "" : interval(row) + " · ") + label + because;
  }

  private String interval(Comparison row) {
    return row.ciLow() == null
        ? ""
        : words.text("summary.interval", figures.times(row.ciLow()), figures.times(row.ciHigh()));
  }

  private Cell ratio(Comparison row) {
    if (row.ratio() == null) {
      return Cell.number(Figures.NONE);
    }
    return Cell.number(figures.ratio(row.ratio()))
        .with(interval(row))
        .with(Strip.of(row.ratio(), row.ciLow(), row.ciHigh()));
  }

  private Cell verdict(Comparison row) {
    Cell cell = Cell.text(words.text("verdict." + row.verdict().name().toLowerCase(Locale.ROOT)));
    if (row.reason() != null) {
      cell = cell.with(words.reason(row.reason()));
    } else if (row.minimumDetectableEffect() != null) {
      cell = cell.with(words.text("summary.mde", figures.percent(row.minimumDetectableEffect())));
    }
    return switch (row.verdict()) {
      case DIFFERENCE -> cell.as(Tone.GOOD);
      case NOT_COMPARABLE -> cell.as(Tone.CAUTION);
      case NO_DIFFERENCE_SHOWN, SHAPE_ONLY -> cell;
    };
  }

  private Optional<Comparison> comparison(Metric metric) {
    return exercise.comparison().stream()
        .filter(SummaryBlock::betweenEngines)
        .filter(row -> row.metric() == metric)
        .findFirst();
  }

  private static boolean betweenEngines(Comparison row) {
    return row.numerator() == Engine.SPARK && row.denominator() == Engine.FLINK;
  }
}
