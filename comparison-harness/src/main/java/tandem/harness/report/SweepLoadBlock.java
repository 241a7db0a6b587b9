package tandem.harness.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Chart;
import tandem.harness.report.page.Tone;
import tandem.harness.result.SweepResult.Point;

/** Shows each gear's latency against the offered load. */
final class SweepLoadBlock {
  /** Room above and below the curves, as a factor. */
  private static final double MARGIN = 1.2;

  private final SweepView view;
  private final Messages words;
  private final SweepTables tables;

  SweepLoadBlock(SweepView view, Messages words) {
    this.view = view;
    this.words = words;
    this.tables = new SweepTables(view, words);
  }

  /** The curves, or nothing where no point was measured. */
  Optional<Block> block() {
    if (view.rates().isEmpty()) {
      return Optional.empty();
    }
    Block.Builder block =
        Block.of(
            words.text("load.heading"), words.text("load.intro") + " " + words.text("load.marks"));
    chart("p50", GearView::p50).ifPresent(block::chart);
    chart("p99", GearView::p99).ifPresent(block::chart);
    block.table(tables.latencies(Integer.MAX_VALUE));
    block.note(tables.readMe(), Tone.PLAIN);
    saturations().forEach(said -> block.note(said, Tone.CAUTION));
    return Optional.of(block.build());
  }

  private Optional<Chart> chart(String percentile, Function<Point, Double> latency) {
    ChartJson json = ChartJson.gears("gearLines");
    json.xAxis(ChartJson.Axis.LOG, words.text("load.x")).ticks("x", view.rates());
    json.yAxis(ChartJson.Axis.LOG, words.text("load.y." + percentile));
    DoubleSummaryStatistics all =
        Stream.<Function<Point, Double>>of(GearView::p50, GearView::p99)
            .flatMap(each -> points().map(each))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .filter(ms -> ms > 0)
            .summaryStatistics();
    // The same range in both charts, so that median and tail compare at a glance.
    json.range(
        "y",
        decade(Math.floor(Math.log10(all.getMin() / MARGIN))),
        decade(Math.ceil(Math.log10(all.getMax() * MARGIN))));
    view.ran().forEach(gear -> line(gear, latency, json));
    return json.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart(
                "sweep-" + percentile,
                words.text("load." + percentile),
                words.text("load.description"),
                json.toString()));
  }

  private static double decade(double exponent) {
    return Math.pow(10, exponent);
  }

  private void line(GearView gear, Function<Point, Double> latency, ChartJson json) {
    String end = "";
    if (gear.saturation().isPresent()) {
      Point point = gear.saturation().get();
      // Without a latency there is no cross to see, so the words must say where.
      end =
          latency.apply(point) == null
              ? words.text("sweep.saturated.at", words.figures().number(point.offeredPerSecond()))
              : words.text("sweep.saturated");
    }
    ChartJson.Marks marks = json.gear(gear, words.text("chart.void", gear.name()), end);
    for (Point point : gear.points()) {
      Double ms = latency.apply(point);
      if (ms != null && ms > 0) {
        marks.add(point.offeredPerSecond(), ms, mark(point), SweepTables.caution(point, words));
      }
    }
  }

  private static ChartJson.Mark mark(Point point) {
    if (point.saturated()) {
      return ChartJson.Mark.CROSS;
    }
    return GearView.doubtful(point) ? ChartJson.Mark.HOLLOW : ChartJson.Mark.FULL;
  }

  private Stream<Point> points() {
    return view.ran().stream().flatMap(gear -> gear.points().stream());
  }

  private List<String> saturations() {
    List<String> said = new ArrayList<>();
    for (GearView gear : view.ran()) {
      gear.saturation()
          .ifPresent(
              point ->
                  said.add(
                      words.text(
                          "load.saturated",
                          gear.name(),
                          words.figures().number(point.offeredPerSecond()),
                          words.figures().duration(point.catchUpSeconds()))));
    }
    return said;
  }
}
