package tandem.harness.report;

import java.util.List;
import java.util.Optional;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.SweepResult.Point;

/**
 * Shows the price of transactions: how much later than the broker a {@code read_committed} reader
 * has the rows.
 */
final class TransactionBlock {
  private final SweepView view;
  private final Messages words;
  private final Figures figures;

  private TransactionBlock(SweepView view, Messages words) {
    this.view = view;
    this.words = words;
    this.figures = words.figures();
  }

  /** The block, or nothing where no gear that was compared writes in transactions. */
  static Optional<Block> of(SweepView view, Messages words) {
    return new TransactionBlock(view, words).block();
  }

  private Optional<Block> block() {
    List<GearView> shown = view.ran().stream().filter(gear -> point(gear).isPresent()).toList();
    if (shown.stream().noneMatch(GearView::exactlyOnce)) {
      return Optional.empty();
    }
    Table.Builder table =
        Table.of(
            words.text("transactions.table", figures.number(view.reference())),
            words.text("sweep.column.gear"),
            words.text("sweep.column.broker.p50"),
            words.text("sweep.column.p50"),
            words.text("transactions.apart"),
            words.text("sweep.column.broker.p99"),
            words.text("sweep.column.p99"));
    Block.Builder block =
        Block.of(words.text("transactions.heading"), words.text("transactions.intro"));
    for (GearView gear : shown) {
      Point point = point(gear).orElseThrow();
      table.row(
          gear.heading(words),
          gear.figure(figures.ms(GearView.at(point.brokerMs(), "p50"))),
          gear.figure(figures.ms(GearView.p50(point))),
          gear.figure(figures.ms(apart(point))),
          gear.figure(figures.ms(GearView.at(point.brokerMs(), "p99"))),
          gear.figure(figures.ms(GearView.p99(point))));
      if (gear.exactlyOnce() && gear.counts()) {
        block.note(sentence(gear, point), Tone.PLAIN);
      }
    }
    return Optional.of(block.table(table.build()).build());
  }

  private String sentence(GearView gear, Point point) {
    return words.text(
        "transactions.sentence",
        gear.name(),
        figures.ms(GearView.at(point.brokerMs(), "p50")),
        figures.ms(GearView.p50(point)));
  }

  /** Both latencies are needed, or there is nothing to set side by side. */
  private Optional<Point> point(GearView gear) {
    return view.compared(gear).filter(point -> GearView.at(point.brokerMs(), "p50") != null);
  }

  private static Double apart(Point point) {
    return GearView.p50(point) - GearView.at(point.brokerMs(), "p50");
  }
}
