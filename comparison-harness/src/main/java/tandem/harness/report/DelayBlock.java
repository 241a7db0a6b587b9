package tandem.harness.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Chart;
import tandem.harness.report.page.Table;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.LatencyMeasures;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Variant;
import tandem.model.run.Engine;

/**
 * Shows what the watermark's delay does to the age of rows that wait for it, where an exercise has
 * variants that differ in nothing else. It stands with the headline.
 */
final class DelayBlock {
  private static final double SECONDS_PER_MINUTE = 60;
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final String MEDIAN = "p50";

  private final Messages words;
  private final String id;
  private final List<Point> points;

  /** A contender at one delay. */
  private record Point(Contender contender, LatencyMeasures latency) {
    double delaySeconds() {
      return latency.semanticWaitSeconds();
    }

    double measuredSeconds() {
      return latency.endToEnd().at(MEDIAN) / MILLIS_PER_SECOND;
    }

    /** At the speed of real time, from the end of the row's window. */
    double ageSeconds() {
      return delaySeconds() + measuredSeconds();
    }
  }

  private DelayBlock(ExerciseResult exercise, List<ExerciseResult> all, Messages words) {
    this.words = words;
    this.id = PageBuilder.anchor(exercise) + "-delay";
    this.points =
        all.stream()
            .filter(other -> other.id().equals(exercise.id()) && comparesDelays(other))
            .flatMap(other -> Contender.of(other, words).stream())
            .map(contender -> new Point(contender, contender.measures().latencyMs()))
            .filter(point -> measured(point.latency()))
            .sorted(Comparator.comparingDouble(Point::delaySeconds))
            .toList();
  }

  /** The block, or nothing where there are not two delays to compare. */
  static Optional<Block> of(ExerciseResult exercise, List<ExerciseResult> all, Messages words) {
    if (!exercise.headline()) {
      return Optional.empty();
    }
    DelayBlock block = new DelayBlock(exercise, all, words);
    long delays = block.points.stream().mapToDouble(Point::delaySeconds).distinct().count();
    return delays < 2 ? Optional.empty() : Optional.of(block.block());
  }

  private static boolean comparesDelays(ExerciseResult result) {
    return Catalog.select(result.id()).stream()
        .flatMap(exercise -> exercise.variants().stream())
        .filter(variant -> variant.name().equals(result.variant()))
        .anyMatch(Variant::comparesDelays);
  }

  private static boolean measured(LatencyMeasures latency) {
    return latency != null
        && latency.semanticWaitSeconds() != null
        && latency.endToEnd().at(MEDIAN) != null;
  }

  private Block block() {
    ChartJson json =
        ChartJson.lines(
            ChartJson.Axis.LINEAR,
            words.text("delay.x"),
            ChartJson.Axis.LOG,
            words.text("delay.y"));
    for (Engine engine : Engine.values()) {
      List<Point> own = points.stream().filter(p -> p.contender().engine() == engine).toList();
      if (!own.isEmpty()) {
        line(json, own, 0, "delay.age", Point::ageSeconds);
        line(json, own, 1, "delay.measured", Point::measuredSeconds);
      }
    }
    return Block.of(words.text("delay.heading"), words.text("delay.intro"))
        .chart(
            new Chart(
                id, words.text("delay.chart"), words.text("delay.description"), json.toString()))
        .table(table())
        .build();
  }

  /** A contender whose output was wrong at any delay is marked as such. */
  private void line(
      ChartJson json, List<Point> own, int shade, String name, ToDoubleFunction<Point> seconds) {
    Contender contender = own.get(0).contender();
    boolean isVoid = own.stream().anyMatch(point -> point.contender().isVoid());
    String engine = isVoid ? words.text("chart.void", contender.name()) : contender.name();
    ArrayNode line = json.line(contender.engine(), shade, words.text(name, engine), isVoid);
    for (Point point : own) {
      line.addArray()
          .add(point.delaySeconds() / SECONDS_PER_MINUTE)
          .add(Math.round(seconds.applyAsDouble(point) * MILLIS_PER_SECOND) / MILLIS_PER_SECOND);
    }
  }

  private Table table() {
    Figures figures = words.figures();
    Table.Builder table =
        Table.of(
            words.text("delay.table"),
            words.text("column.engine"),
            words.text("delay.column.delay"),
            words.text("delay.column.measured"),
            words.text("delay.column.tail"),
            words.text("delay.column.age"));
    for (Point point : points) {
      Contender contender = point.contender();
      table.row(
          contender.heading(),
          Cell.number(figures.duration(point.delaySeconds())).as(contender.tone()),
          contender.figure(m -> figures.ms(m.latencyMs().endToEnd().at(MEDIAN))),
          contender.figure(m -> figures.ms(m.latencyMs().endToEnd().at("p99"))),
          Cell.number(figures.duration(point.ageSeconds())).as(contender.tone()));
    }
    return table.build();
  }
}
