package tandem.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.Measures.Drain;
import tandem.harness.result.Measures.Lag;
import tandem.harness.result.SweepResult.Checkpoints;
import tandem.harness.result.SweepResult.Point;
import tandem.harness.result.SweepResult.StateSize;

/** The tables of a sweep. */
final class SweepTables {
  /** More columns of rates than this do not fit a terminal. */
  static final int RATES_ON_A_TERMINAL = 5;

  private final SweepView view;
  private final Messages words;
  private final Figures figures;

  SweepTables(SweepView view, Messages words) {
    this.view = view;
    this.words = words;
    this.figures = words.figures();
  }

  /** How the cells of {@link #latencies} are read. */
  String readMe() {
    return words.text("sweep.table.cells");
  }

  /**
   * Median and 99th percentile of each gear at each rate, its capacity and what it cost.
   *
   * @param most columns of rates; if there are more, the lowest, the reference and the highest stay
   */
  Table latencies(int most) {
    List<Double> rates = columns(most);
    Table.Builder table =
        Table.of(words.text("sweep.table.latencies"), words.text("sweep.column.gear"));
    rates.forEach(rate -> table.column(words.text("sweep.column.at", figures.number(rate))));
    table.column(words.text("sweep.column.capacity"));
    table.column(
        view.reference() == null
            ? words.text("sweep.column.cpu")
            : words.text("sweep.column.cpu.at", figures.number(view.reference())));
    for (GearView gear : view.ran()) {
      List<Cell> row = new ArrayList<>();
      row.add(gear.heading(words));
      rates.forEach(rate -> row.add(gear.at(rate).map(p -> latency(gear, p)).orElse(none(gear))));
      row.add(gear.figure(capacity(gear)));
      row.add(gear.figure(figures.number(view.compared(gear).map(GearView::cpu).orElse(null))));
      table.row(row);
    }
    return table.build();
  }

  /** Every point with all its figures. */
  Table points() {
    Table.Builder table =
        Table.of(words.text("sweep.table.points"), words.text("sweep.column.gear"));
    for (String column :
        List.of(
            "offered",
            "p50",
            "p99",
            "p999",
            "broker.p50",
            "broker.p99",
            "catchup",
            "lag",
            "cpu",
            "checkpoints",
            "state",
            "rss",
            "remark")) {
      table.column(words.text("sweep.column." + column));
    }
    for (GearView gear : view.ran()) {
      gear.points().forEach(point -> table.row(point(gear, point)));
    }
    return table.folded().build();
  }

  /** What belongs to a gear as a whole; those that could not run are rows too. */
  Table gears() {
    Table.Builder table =
        Table.of(words.text("sweep.table.gears"), words.text("sweep.column.gear"));
    for (String column : List.of("drain", "drain.cpu", "keptup", "rss", "remark")) {
      table.column(words.text("sweep.column." + column));
    }
    for (GearView gear : view.gears()) {
      Drain drain = gear.curve().drain();
      long rss = gear.points().stream().mapToLong(Point::rssBytes).max().orElse(0);
      table.row(
          gear.heading(words),
          gear.figure(figures.number(gear.capacity())),
          gear.figure(figures.with(drain == null ? null : drain.cpuSecondsPerMillion(), "s")),
          gear.figure(figures.number(gear.keptUpTo())),
          gear.figure(figures.bytes(rss > 0 ? rss : null)),
          remark(gear));
    }
    return table.build();
  }

  /** What could not run, each with the engine's own words. */
  List<String> unavailable() {
    return view.gears().stream()
        .filter(gear -> gear.curve().unavailable() != null)
        .map(gear -> words.text("sweep.unavailable", gear.name(), gear.curve().unavailable()))
        .toList();
  }

  /** Other variants that a gear does not take, each with the engine's own words. */
  List<String> others() {
    return view.gears().stream()
        .flatMap(
            gear ->
                gear.curve().others().stream()
                    .filter(other -> other.unavailable() != null)
                    .map(
                        other ->
                            words.text(
                                "sweep.other.unavailable",
                                gear.name(),
                                other.variant(),
                                other.unavailable())))
        .toList();
  }

  /** What must be known of a point, in a few words; empty where there is nothing. */
  static String caution(Point point, Messages words) {
    List<String> said = new ArrayList<>();
    if (point.saturated()) {
      said.add(words.text("sweep.saturated"));
    }
    if (point.generatorLate()) {
      said.add(words.text("sweep.late"));
    }
    if (point.noisy()) {
      said.add(words.text("sweep.noisy"));
    }
    return String.join(", ", said);
  }

  private List<Double> columns(int most) {
    List<Double> rates = view.rates();
    if (rates.size() <= most) {
      return rates;
    }
    TreeSet<Double> few = new TreeSet<>(List.of(rates.get(0), rates.get(rates.size() - 1)));
    if (view.reference() != null) {
      few.add(view.reference());
    }
    return List.copyOf(few);
  }

  private Cell latency(GearView gear, Point point) {
    Cell cell =
        gear.figure(
            figures.number(GearView.p50(point)) + " / " + figures.number(GearView.p99(point)));
    String caution = caution(point, words);
    if (caution.isEmpty()) {
      return cell;
    }
    return (gear.isVoid() ? cell : cell.as(Tone.CAUTION)).with(caution);
  }

  private Cell none(GearView gear) {
    return gear.figure(Figures.NONE);
  }

  /** What was worked off from a full topic; else what is known from the rates that were kept up. */
  private String capacity(GearView gear) {
    if (gear.capacity() != null || gear.keptUpTo() == null) {
      return figures.number(gear.capacity());
    }
    return "\u2265 " + figures.number(gear.keptUpTo());
  }

  private List<Cell> point(GearView gear, Point point) {
    Lag lag = point.generatorLagMs();
    List<String> cells =
        List.of(
            figures.number(point.offeredPerSecond()),
            figures.ms(GearView.p50(point)),
            figures.ms(GearView.p99(point)),
            figures.ms(GearView.at(point.endToEndMs(), "p999")),
            figures.ms(GearView.at(point.brokerMs(), "p50")),
            figures.ms(GearView.at(point.brokerMs(), "p99")),
            figures.with(point.catchUpSeconds(), "s"),
            figures.ms(lag == null ? null : lag.p99()),
            figures.with(GearView.cpu(point), "s"),
            checkpoints(point.checkpoints()),
            state(point.state()),
            figures.bytes(point.rssBytes() > 0 ? point.rssBytes() : null));
    List<Cell> row = new ArrayList<>();
    row.add(gear.heading(words));
    row.addAll(cells.stream().map(gear::figure).collect(Collectors.toList()));
    row.add(Cell.text(caution(point, words)).as(Tone.CAUTION));
    return row;
  }

  private String checkpoints(Checkpoints made) {
    return made == null
        ? Figures.NONE
        : words.text(
            "sweep.checkpoints", figures.number(made.perSecond()), figures.ms(made.medianMs()));
  }

  private String state(StateSize state) {
    return state == null
        ? Figures.NONE
        : words.text(
            "sweep.state", figures.number(state.keys()), figures.bytes(state.durableBytes()));
  }

  private Cell remark(GearView gear) {
    if (gear.curve().unavailable() != null) {
      return Cell.text(words.text("sweep.cant", gear.curve().unavailable())).as(Tone.CAUTION);
    }
    if (gear.isVoid()) {
      return Cell.text(words.text("chip.wrong")).as(Tone.BAD);
    }
    return gear.saturation()
        .map(
            point ->
                Cell.text(
                        words.text("sweep.saturated.at", figures.number(point.offeredPerSecond())))
                    .as(Tone.CAUTION))
        .orElse(Cell.text(""));
  }
}
