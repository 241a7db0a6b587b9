package tandem.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tandem.harness.claims.Claims;
import tandem.harness.process.Installation;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.RunInfo;
import tandem.harness.result.SweepResult;
import tandem.harness.result.SweepResult.GearCurve;
import tandem.harness.result.SweepResult.Point;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.run.Engine;
import tandem.model.run.Gear;

/**
 * Takes one exercise through many gears at rising offered rates: a process for each gear, until a
 * rate is more than it can bear.
 */
public final class Sweep {
  private static final Duration TOLERATED = Duration.ofSeconds(2);
  private static final double RATE_OF_DRAIN = 5_000;

  private final RunOptions options;
  private final List<Contender> contenders;
  private final List<Double> rates;
  private final Installation installation;
  private final Consumer<String> say;
  private final Instant time = Instant.now();

  /** A contender with one of its gears. */
  public record Contender(Engine engine, Gear gear) {}

  /**
   * A sweep.
   *
   * @param options of each measurement; they select one variant
   * @param contenders in the order in which they run
   * @param rates offered, records per second, rising
   * @param say is told what is being done
   */
  public Sweep(
      RunOptions options,
      List<Contender> contenders,
      List<Double> rates,
      Installation installation,
      Consumer<String> say) {
    this.options = options;
    this.contenders = contenders;
    this.rates = rates;
    this.installation = installation;
    this.say = say;
  }

  /** Name of the sweep. */
  public String id() {
    return Run.id(time);
  }

  /**
   * Sweeps.
   *
   * @param command the command line that repeats it
   * @param effective the options for people
   * @param before what an interrupted sweep with the same options has found: its gears are not run
   *     again
   * @param keep is given the result so far after each gear
   */
  public SweepResult run(
      String command,
      Map<String, String> effective,
      Optional<SweepResult> before,
      Consumer<SweepResult> keep) {
    Selected selected = options.selection().get(0);
    List<GearCurve> curves = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Map<Engine, String> versions = new HashMap<>();
    before.ifPresent(done -> remember(done, versions));
    before.ifPresent(done -> warnings.addAll(done.warnings()));
    SweepResult result = null;
    try (RunContext context = new RunContext(options, installation, id())) {
      Traces traces = new Traces(context.newDirectory(), Optional.empty());
      for (Contender contender : contenders) {
        Optional<GearCurve> done = before.flatMap(sweep -> of(contender, sweep));
        curves.add(done.orElseGet(() -> curve(context, traces, contender, versions, warnings)));
        RunInfo info = Run.info(time, command, options.seed(), traces, versions, effective);
        result = result(info, selected, curves, warnings);
        keep.accept(result);
      }
    }
    return result;
  }

  private static void remember(SweepResult done, Map<Engine, String> versions) {
    RunInfo.Versions known = done.run().versions();
    versions.put(Engine.SPARK, known.spark());
    versions.put(Engine.FLINK, known.flink());
  }

  private static Optional<GearCurve> of(Contender contender, SweepResult sweep) {
    return sweep.gears().stream()
        .filter(
            curve ->
                curve.engine() == contender.engine()
                    && curve.gear().equals(contender.gear().name()))
        .findFirst();
  }

  private SweepResult result(
      RunInfo info, Selected selected, List<GearCurve> curves, List<String> warnings) {
    boolean right =
        curves.stream().allMatch(curve -> curve.parity() == null || curve.parity().equal());
    List<Point> points = curves.stream().flatMap(curve -> curve.points().stream()).toList();
    boolean possible =
        points.stream().allMatch(p -> p.endToEndMs().negative() + p.brokerMs().negative() == 0);
    boolean quiet = points.stream().noneMatch(p -> p.noisy() || p.generatorLate());
    SweepResult sweep =
        new SweepResult(
            SweepResult.SCHEMA_VERSION,
            info,
            selected.exercise().id(),
            selected.variant().name(),
            selected.exercise().title(),
            curves,
            List.of(),
            right && possible,
            right && possible && quiet && !options.quick(),
            warnings);
    return sweep.with(Claims.judge(sweep));
  }

  private GearCurve curve(
      RunContext context,
      Traces traces,
      Contender contender,
      Map<Engine, String> versions,
      List<String> warnings) {
    Engine engine = contender.engine();
    Gear gear = contender.gear();
    say.accept("starting " + engine.label() + " " + gear.name());
    String log = engine.label() + "-" + gear.name().replaceAll("[^a-z0-9-]", "_");
    try (CellRunner runner = new CellRunner(context, traces, engine, gear, log, say)) {
      versions.put(engine, runner.version());
      Cell whole = new Cell(engine);
      List<Point> points = new ArrayList<>();
      try {
        runner.orRefused(() -> measure(runner, gear, whole, points));
      } catch (CellRunner.Refused e) {
        return new GearCurve(engine, gear.name(), null, null, List.of(), e.getMessage());
      }
      whole.warnings.forEach(warnings::add);
      return new GearCurve(engine, gear.name(), whole.parity, whole.drain, points, null);
    }
  }

  private boolean measure(CellRunner runner, Gear gear, Cell whole, List<Point> points) {
    Selected selected = options.selection().get(0);
    runner.parity(whole, selected);
    runner.warmUp(selected, RATE_OF_DRAIN);
    for (double rate : gear.trigger() == Gear.Trigger.AVAILABLE_NOW ? List.<Double>of() : rates) {
      Cell cell = new Cell(whole.engine);
      say.accept("%s %s at %.0f events/s".formatted(whole.engine.label(), gear.name(), rate));
      Phase phase = runner.live(cell, selected, rate);
      whole.parity = CellRunner.both(whole.parity, cell.parity);
      whole.warnings.addAll(cell.warnings);
      Point point = point(cell, phase, gear, rate);
      points.add(point);
      long negative = point.endToEndMs().negative() + point.brokerMs().negative();
      if (negative > 0) {
        whole.warnings.add(
            "%s %s at %.0f events/s: %d latencies below zero"
                .formatted(whole.engine.label(), gear.name(), rate, negative));
      }
      if (point.saturated()) {
        break;
      }
    }
    // last, when the process is as warm as it gets
    runner.drain(whole, selected, RATE_OF_DRAIN);
    return true;
  }

  private Point point(Cell cell, Phase phase, Gear gear, double rate) {
    Duration whole = options.leadIn().plus(options.duration());
    long end = phase.replayedMicros() + whole.toNanos() / 1_000;
    long last = phase.rows().stream().mapToLong(row -> row.visibleMicros()).max().orElse(end);
    double catchUp = Math.max(0, (last - end) / 1e6);
    Double p50 = cell.histograms.get(Clock.END_TO_END).summary().at("p50");
    double inMillions = rate * options.duration().toSeconds() / 1e6;
    return new Point(
        rate,
        cell.histograms.get(Clock.END_TO_END).summary(),
        cell.histograms.get(Clock.BROKER).summary(),
        catchUp,
        catchUp > tolerated(gear).toMillis() / 1e3,
        cell.lag,
        p50 == null || cell.lag.p99() > Assembly.tolerableLagMs(p50),
        cell.cpuSeconds / inMillions,
        cell.rssBytes,
        cell.noisy);
  }

  /** A gear that works in intervals is two of them behind at most when it keeps up. */
  private static Duration tolerated(Gear gear) {
    Duration interval =
        gear.guarantee() == Gear.Guarantee.EXACTLY_ONCE ? gear.checkpoint() : gear.interval();
    boolean within = gear.trigger() == Gear.Trigger.REAL_TIME;
    return within ? TOLERATED : TOLERATED.plus(interval.multipliedBy(2));
  }
}
