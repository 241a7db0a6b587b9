package tandem.harness.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.SweepResult.GearCurve;
import tandem.harness.result.SweepResult.Point;
import tandem.harness.result.SweepResult.StateSize;
import tandem.harness.result.SweepResult.Tried;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.run.Gear;

/** One contender at one gear, in one process: parity, rising rates until one is too much, drain. */
final class GearSweep {
  private static final Duration TOLERATED = Duration.ofSeconds(2);
  private static final double RATE_OF_DRAIN = 5_000;

  /** Beside the usual warm-up a full sweep's first point would show a process that compiles. */
  private static final int FULL_WARM_UP = 5;

  /** Measurements of a point that others disturbed, the first one counted. */
  private static final int ATTEMPTS = 3;

  private final CellRunner runner;
  private final Gear gear;
  private final Selected selected;
  private final RunOptions options;
  private final List<Double> rates;
  private final Consumer<String> say;
  private final Cell whole;
  private final List<Point> points = new ArrayList<>();
  private final List<Tried> others = new ArrayList<>();

  GearSweep(
      CellRunner runner,
      Contender contender,
      RunOptions options,
      List<Double> rates,
      Consumer<String> say) {
    this.runner = runner;
    this.gear = contender.gear();
    this.options = options;
    this.selected = options.selection().get(0);
    this.rates = rates;
    this.say = say;
    this.whole = new Cell(contender.engine());
  }

  /** Measures; what fails after something was measured is a warning, not the end of the sweep. */
  GearCurve run() {
    String unavailable = null;
    try {
      runner.orRefused(this::measure);
    } catch (CellRunner.Refused e) {
      unavailable = e.getMessage();
    } catch (HarnessException e) {
      if (e.exitCode() == ExitCode.INTERRUPTED) {
        throw e;
      }
      unavailable = points.isEmpty() ? e.getMessage() : null;
      whole.warnings.add(Text.untranslated(name() + ": " + e.getMessage()));
    }
    return new GearCurve(
        whole.engine,
        gear.name(),
        whole.parity,
        whole.drain,
        whole.noisyDrain,
        points,
        others,
        unavailable);
  }

  /** For people. */
  List<Text> warnings() {
    return whole.warnings;
  }

  private boolean measure() {
    runner.parity(whole, selected);
    if (options.events() > 0) {
      runner.warmUp(
          selected,
          RATE_OF_DRAIN,
          Overloads.warmUpEvents(selected.variant(), RATE_OF_DRAIN, warmUpEvents(options)));
    }
    if (!gear.endsByItself()) {
      rates();
    }
    if (options.events() > 0) {
      // last of what is timed, when the process is as warm as it gets
      runner.drain(whole, selected, RATE_OF_DRAIN);
    }
    selected.exercise().variants().stream()
        .filter(variant -> variant != selected.variant() && Runner.able(whole.engine, variant))
        .forEach(this::attempt);
    return true;
  }

  /** Records that each process takes before it is timed. */
  static long warmUpEvents(RunOptions options) {
    return (options.quick() ? 1 : FULL_WARM_UP) * CellRunner.WARM_UP_EVENTS;
  }

  private void rates() {
    for (double rate : rates) {
      Point point = point(rate);
      for (int i = 1; i < ATTEMPTS && repeatable(point); i++) {
        say.accept("%s was disturbed: once more".formatted(name()));
        point = point(rate);
      }
      points.add(point);
      if (point.saturated()) {
        return;
      }
    }
  }

  private boolean repeatable(Point point) {
    return !options.quick() && point.noisy() && !point.saturated();
  }

  /** The exercise's other variants only show what the gear takes. */
  private void attempt(Variant variant) {
    Cell cell = new Cell(whole.engine);
    try {
      runner.orRefused(
          () -> {
            runner.parity(cell, new Selected(selected.exercise(), variant, false));
            return true;
          });
      others.add(new Tried(variant.name(), cell.parity.equal(), null));
      whole.warnings.addAll(cell.warnings);
    } catch (CellRunner.Refused e) {
      others.add(new Tried(variant.name(), null, e.getMessage()));
    }
  }

  private Point point(double rate) {
    say.accept("%s at %.0f events/s".formatted(name(), rate));
    Cell cell = new Cell(whole.engine);
    Phase phase = runner.live(cell, selected, rate);
    whole.parity = Findings.with(whole.parity, cell.parity, phase);
    Point point = point(cell, phase, rate);
    long negative = point.endToEndMs().negative() + point.brokerMs().negative();
    if (negative > 0) {
      whole.warnings.add(
          Text.formatted(
              "%s at %.0f events/s: %d latencies below zero",
              "%s a %.0f eventos/s: %d latencias por debajo de cero", name(), rate, negative));
    }
    if (cell.stalled() && !point.saturated()) {
      // also where the point is measured again: what was left out is said
      whole.warnings.add(Validity.stalled("%s, %.0f/s".formatted(name(), rate), cell));
    }
    whole.warnings.addAll(cell.warnings);
    return point;
  }

  private String name() {
    return whole.engine.label() + " " + gear.name();
  }

  private Point point(Cell cell, Phase phase, double rate) {
    Duration all = options.leadIn().plus(options.duration());
    long end = phase.replayedMicros() + all.toNanos() / 1_000;
    long last = phase.rows().stream().mapToLong(row -> row.visibleMicros()).max().orElse(end);
    double catchUp = Math.max(0, (last - end) / 1e6);
    Double p50 = cell.percentile("p50");
    double inMillions = rate * options.duration().toSeconds() / 1e6;
    return new Point(
        rate,
        cell.histograms.get(Clock.END_TO_END).summary(),
        cell.histograms.get(Clock.BROKER).summary(),
        catchUp,
        phase.timedOut() || catchUp > tolerated().toMillis() / 1e3,
        cell.lag,
        p50 == null || Validity.late(cell.lag, p50),
        cell.cpuSeconds / inMillions,
        cell.rssBytes,
        cell.noisy(),
        Anatomy.of(cell.dissected),
        CheckpointCost.between(
            phase.progress(), phase.replayedMicros() + options.leadIn().toNanos() / 1_000, end),
        cell.state == null ? null : new StateSize(cell.state.keys(), cell.state.durableBytes()));
  }

  /** A gear that works in intervals is two of them behind at most when it keeps up. */
  private Duration tolerated() {
    Duration interval =
        gear.guarantee() == Gear.Guarantee.EXACTLY_ONCE ? gear.checkpoint() : gear.interval();
    boolean within = gear.trigger() == Gear.Trigger.REAL_TIME;
    return within ? TOLERATED : TOLERATED.plus(interval.multipliedBy(2));
  }
}
