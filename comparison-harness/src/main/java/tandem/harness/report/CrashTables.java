package tandem.harness.report;

import java.util.List;
import java.util.Locale;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.CrashResult;
import tandem.harness.result.CrashResult.Rows;
import tandem.harness.result.CrashResult.Slice;
import tandem.harness.result.CrashResult.Times;
import tandem.model.run.Gear.Guarantee;

/** The tables of a crash test. */
final class CrashTables {
  private final CrashResult crash;
  private final List<RecoveryView> views;
  private final Messages words;
  private final Figures figures;

  CrashTables(CrashResult crash, List<RecoveryView> views, Messages words) {
    this.crash = crash;
    this.views = views;
    this.words = words;
    this.figures = words.figures();
  }

  /** What each promised, and what became of its rows. */
  Table promises() {
    Table.Builder table =
        Table.of(
            words.text("crash.promise.table"),
            words.text("column.engine"),
            words.text("crash.column.promise"),
            words.text("crash.column.kept"),
            words.text("parity.expected"),
            words.text("parity.observed"),
            words.text("crash.column.lost"),
            words.text("crash.column.again"),
            words.text("crash.column.altered"),
            words.text("crash.column.uncommitted"));
    for (RecoveryView view : views) {
      if (view.ran()) {
        table.row(promise(view));
      }
    }
    return table.build();
  }

  private List<Cell> promise(RecoveryView view) {
    Rows rows = view.recovery().committed();
    Guarantee guarantee = view.recovery().guarantee();
    boolean once = guarantee == Guarantee.EXACTLY_ONCE;
    String name = guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return List.of(
        view.heading(words).as(Tone.PLAIN),
        Cell.text(name),
        kept(view),
        number(rows.expected(), Tone.PLAIN),
        number(rows.visible(), Tone.PLAIN),
        number(rows.lost(), rows.lost() == 0 ? Tone.PLAIN : Tone.BAD),
        number(rows.duplicated(), once && rows.duplicated() > 0 ? Tone.BAD : Tone.PLAIN),
        number(
            rows.altered(),
            rows.altered() > 0 && !view.recovery().recounts() ? Tone.BAD : Tone.PLAIN),
        Cell.number(
            view.recovery().uncommitted() == null
                ? Figures.NONE
                : figures.number(view.recovery().uncommitted().duplicated())));
  }

  private Cell kept(RecoveryView view) {
    if (view.recovery().kept() == null) {
      return Cell.text(words.text("crash.kept.unknown")).as(Tone.CAUTION);
    }
    return view.kept()
        ? Cell.text(words.text("parity.yes")).as(Tone.GOOD)
        : Cell.text(words.text("parity.no")).as(Tone.BAD);
  }

  /** The parts of each outage. */
  Table times() {
    Table.Builder table =
        Table.of(
            words.text("crash.times.table"),
            words.text("column.engine"),
            words.text("crash.column.process"),
            words.text("crash.column.run"),
            words.text("crash.column.first"),
            words.text("crash.column.caughtup"),
            words.text("crash.column.usual"),
            words.text("sweep.column.lag"));
    for (RecoveryView view : views) {
      if (view.ran()) {
        Times times = view.recovery().times();
        table.row(
            view.heading(words),
            view.figure(figures.duration(times.processSeconds())),
            view.figure(figures.duration(times.runSeconds())),
            view.figure(seconds(times.firstRowSeconds())),
            view.figure(seconds(times.caughtUpSeconds())),
            view.figure(figures.ms(times.usualP99Ms())),
            view.figure(figures.ms(view.recovery().generatorLagMs().p99())));
      }
    }
    return table.build();
  }

  /** Every second of every contender. */
  Table slices() {
    Table.Builder table =
        Table.of(
                words.text("time.table"),
                words.text("column.engine"),
                words.text("crash.x"),
                words.text("column.samples"),
                "p50",
                words.text("column.max"))
            .folded();
    for (RecoveryView view : views) {
      for (Slice slice : view.recovery().overTime()) {
        table.row(
            view.heading(words),
            view.figure(figures.number(slice.atSeconds())),
            view.figure(figures.number(slice.samples())),
            view.figure(figures.ms(slice.p50())),
            view.figure(figures.ms(slice.max())));
      }
    }
    return table.build();
  }

  /** Whether the backlog was worked off only when no more traffic came. */
  boolean afterTheTraffic(RecoveryView view) {
    Double caughtUp = view.ran() ? view.recovery().times().caughtUpSeconds() : null;
    return caughtUp != null && caughtUp > crash.afterSeconds();
  }

  /** A length of time that may not have been measured. */
  String seconds(Double seconds) {
    return seconds == null ? Figures.NONE : figures.duration(seconds);
  }

  private Cell number(long count, Tone tone) {
    return Cell.number(figures.number(count)).as(tone);
  }
}
