package tandem.harness.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Chart;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.model.run.Engine;

/**
 * Shows every gear as a point of latency and of what is paid for it: processor time, and capacity.
 */
final class FrontierBlock {
  private final SweepView view;
  private final Messages words;
  private final Figures figures;
  private final List<Placed> placed = new ArrayList<>();
  private boolean joined;

  FrontierBlock(SweepView view, Messages words) {
    this.view = view;
    this.words = words;
    this.figures = words.figures();
    for (GearView gear : view.gears()) {
      view.compared(gear)
          .filter(point -> GearView.p99(point) != null && GearView.p99(point) > 0)
          .ifPresent(
              point ->
                  placed.add(
                      new Placed(
                          gear,
                          GearView.p99(point),
                          GearView.cpu(point),
                          gear.capacity(),
                          SweepTables.caution(point, words))));
    }
  }

  /**
   * A gear at the reference rate.
   *
   * @param ms 99th percentile, milliseconds
   * @param cpu processor seconds for a million events, or null
   * @param capacity events per second, or null
   * @param caution what must be known of its point, or empty
   */
  private record Placed(GearView gear, double ms, Double cpu, Double capacity, String caution) {}

  /** The charts, or nothing where no two gears can be compared. */
  Optional<Block> block() {
    if (placed.size() < 2) {
      return Optional.empty();
    }
    String rate = figures.number(view.reference());
    Optional<Chart> cost = chart("cost", false);
    Optional<Chart> capacity = chart("capacity", true);
    Block.Builder block = Block.of(words.text("frontier.heading"), intro(rate));
    cost.ifPresent(block::chart);
    capacity.ifPresent(block::chart);
    block.table(table(rate));
    List<String> missing =
        view.ran().stream()
            .filter(gear -> placed.stream().noneMatch(each -> each.gear().equals(gear)))
            .map(GearView::name)
            .toList();
    if (!missing.isEmpty()) {
      block.note(words.text("frontier.missing", rate, String.join("; ", missing)), Tone.CAUTION);
    }
    return Optional.of(block.build());
  }

  private String intro(String rate) {
    long compared = view.comparable(view.reference());
    String said =
        compared == view.ran().size()
            ? words.text("frontier.intro.all", rate)
            : words.text("frontier.intro.most", rate, compared, view.ran().size());
    return joined ? said + " " + words.text("frontier.line") : said;
  }

  private Optional<Chart> chart(String what, boolean more) {
    ChartJson json = ChartJson.gears("gearPoints");
    json.xAxis(ChartJson.Axis.LOG, words.text("frontier.x"));
    json.yAxis(ChartJson.Axis.LINEAR, words.text("frontier.y." + what));
    List<double[]> candidates = new ArrayList<>();
    for (Placed each : placed) {
      Double value = more ? each.capacity() : each.cpu();
      if (value != null) {
        ChartJson.Mark mark =
            each.caution().isEmpty() ? ChartJson.Mark.FULL : ChartJson.Mark.HOLLOW;
        json.gear(each.gear(), words.text("chart.void", each.gear().name()), "")
            .add(each.ms(), value, mark, each.caution());
        if (each.gear().counts() && each.gear().engine() != Engine.FLOOR) {
          candidates.add(new double[] {each.ms(), value});
        }
      }
    }
    List<double[]> unbeaten = unbeaten(candidates, more);
    joined |= unbeaten.size() > 1;
    json.frontier(unbeaten);
    return json.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart(
                "frontier-" + what,
                words.text("frontier." + what),
                words.text("frontier.description"),
                json.toString()));
  }

  /** Those than which none is better in both, from the fastest on. */
  private static List<double[]> unbeaten(List<double[]> candidates, boolean more) {
    List<double[]> kept = new ArrayList<>();
    candidates.stream()
        .sorted(
            Comparator.<double[]>comparingDouble(each -> each[0])
                .thenComparingDouble(each -> more ? -each[1] : each[1]))
        .forEach(
            each -> {
              double[] last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
              if (last == null || (more ? each[1] > last[1] : each[1] < last[1])) {
                kept.add(each);
              }
            });
    return kept;
  }

  private Table table(String rate) {
    Table.Builder table =
        Table.of(
            words.text("frontier.table", rate),
            words.text("sweep.column.gear"),
            words.text("sweep.column.p99"),
            words.text("sweep.column.cpu"),
            words.text("sweep.column.drain"));
    for (Placed each : placed) {
      table.row(
          each.gear().heading(words),
          each.gear().figure(figures.ms(each.ms())),
          each.gear().figure(figures.with(each.cpu(), "s")),
          each.gear().figure(figures.number(each.capacity())));
    }
    return table.build();
  }
}
