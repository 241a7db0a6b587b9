package tandem.harness.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tandem.harness.claims.Claims;
import tandem.harness.process.Installation;
import tandem.harness.result.PerEngine;
import tandem.harness.result.RunInfo;
import tandem.harness.result.SweepResult;
import tandem.harness.result.SweepResult.GearCurve;
import tandem.harness.result.SweepResult.Point;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.run.Gear;

/**
 * Takes one exercise through many gears at rising offered rates: a process for each gear, until a
 * rate is more than it can bear.
 */
public final class Sweep {
  private final RunOptions options;
  private final List<Contender> contenders;
  private final List<Double> rates;
  private final Installation installation;
  private final Watcher say;
  private final Instant time = Instant.now();
  private final List<GearCurve> curves = new ArrayList<>();
  private final List<Text> warnings = new ArrayList<>();
  private final Map<Engine, String> versions = new EnumMap<>(Engine.class);
  private final Map<Engine, Map<String, String>> settings = new EnumMap<>(Engine.class);

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
      Watcher say) {
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
    before.ifPresent(this::remember);
    SweepResult result = null;
    try (RunContext context = new RunContext(options, installation, id(), say)) {
      Traces traces = new Traces(context.newDirectory(), Optional.empty());
      for (Contender contender : contenders) {
        Optional<GearCurve> done = before.flatMap(sweep -> of(contender, sweep));
        curves.add(done.orElseGet(() -> curve(context, traces, contender)));
        RunInfo info = Run.info(time, command, options.seed(), traces, versions, effective);
        result = result(before.map(sweep -> info.after(sweep.run())).orElse(info));
        keep.accept(result);
      }
    }
    return result;
  }

  private void remember(SweepResult done) {
    warnings.addAll(done.warnings());
    versions.put(Engine.SPARK, done.run().versions().spark());
    versions.put(Engine.FLINK, done.run().versions().flink());
    if (done.settings() != null) {
      done.settings()
          .engines()
          .forEach(engine -> settings.put(engine, new TreeMap<>(done.settings().get(engine))));
    }
  }

  private static Optional<GearCurve> of(Contender contender, SweepResult sweep) {
    return sweep.gears().stream()
        .filter(
            curve ->
                curve.engine() == contender.engine()
                    && curve.gear().equals(contender.gear().name()))
        .findFirst();
  }

  private SweepResult result(RunInfo info) {
    Selected selected = options.selection().get(0);
    Manifest manifest = new Manifest(settings);
    List<Text> remarks = new ArrayList<>(warnings);
    remarks.addAll(manifest.undeclared());
    List<Point> points = curves.stream().flatMap(curve -> curve.points().stream()).toList();
    boolean possible =
        points.stream().allMatch(p -> p.endToEndMs().negative() + p.brokerMs().negative() == 0);
    boolean ran = curves.stream().anyMatch(curve -> curve.unavailable() == null);
    boolean valid =
        curves.stream().allMatch(GearCurve::right)
            && possible
            && ran
            && manifest.undeclared().isEmpty();
    boolean quiet =
        points.stream().noneMatch(p -> p.noisy() || p.generatorLate())
            && curves.stream().noneMatch(GearCurve::drainNoisy);
    SweepResult sweep =
        new SweepResult(
            SweepResult.SCHEMA_VERSION,
            info,
            selected.exercise().id(),
            selected.variant().name(),
            selected.exercise().title(),
            PerEngine.of(settings),
            manifest.differences(),
            curves,
            List.of(),
            valid,
            valid && quiet && !options.quick(),
            remarks);
    return sweep.with(Claims.judge(sweep));
  }

  private GearCurve curve(RunContext context, Traces traces, Contender contender) {
    Engine engine = contender.engine();
    Gear gear = contender.gear();
    say.accept("starting " + engine.label() + " " + gear.name());
    String log = engine.label() + "-" + gear.name().replaceAll("[^a-z0-9-]", "_");
    try (CellRunner runner = new CellRunner(context, traces, engine, gear, log, say)) {
      GearSweep sweep = new GearSweep(runner, contender, options, rates, say);
      GearCurve curve = sweep.run();
      versions.put(engine, runner.version());
      Manifest.add(runner.settings(), settings.computeIfAbsent(engine, e -> new TreeMap<>()));
      warnings.addAll(sweep.warnings());
      return curve;
    }
  }
}
