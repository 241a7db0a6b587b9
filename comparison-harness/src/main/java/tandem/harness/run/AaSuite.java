package tandem.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.engine.EngineLauncher.Use;
import tandem.harness.process.Installation;
import tandem.harness.result.AaResult;
import tandem.harness.result.AaResult.Arm;
import tandem.harness.result.AaResult.Planted;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.Measures.Repetition;
import tandem.harness.result.RunInfo;
import tandem.harness.run.RunOptions.Selected;
import tandem.harness.stats.AaPools;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Plant;

/**
 * Runs one engine against itself, as it is and slowed, one after the other in fresh processes, and
 * judges whether the measurement tells the two apart and never an engine from itself
 * (docs/method.md, section 7).
 */
public final class AaSuite {
  private static final int ATTEMPTS = 3;

  private final RunOptions options;
  private final Installation installation;
  private final Watcher say;
  private final Keep keep;
  private final Selected selected;
  private final Engine engine;
  private final Gear gear;
  private final Instant time = Instant.now();
  private final List<AaResult.Run> runs = new ArrayList<>();
  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, String> plantedSettings = new TreeMap<>();
  private final Map<Engine, String> versions = new HashMap<>();
  private Planted planted;
  private RunInfo info;

  /** Takes what there is after each run, so that an interrupted suite loses one run at most. */
  public interface Keep {
    /**
     * Keeps it.
     *
     * @param sofar everything up to the newest run
     * @param newest its latencies, end to end
     */
    void keep(AaResult sofar, LatencyHistogram newest);
  }

  /**
   * A suite.
   *
   * @param options of each run: one engine, one variant; {@code repeat} is the runs of each arm
   * @param say is told what is being done
   */
  public AaSuite(RunOptions options, Installation installation, Watcher say, Keep keep) {
    this.options = options;
    this.installation = installation;
    this.say = say;
    this.keep = keep;
    this.selected = options.selection().get(0);
    this.engine = options.engines().get(0);
    this.gear = options.gear(engine);
  }

  /** What all runs of a suite will take: a prediction, not a promise. */
  public static Forecast forecast(RunOptions options) {
    Forecast one = Forecast.of(options);
    return new Forecast(2 * one.seconds(), one.diskBytes(), one.memoryBytes());
  }

  /**
   * Runs what is not there yet, then judges.
   *
   * @param command the command line that repeats it
   * @param effective the options for people
   * @param before an interrupted suite with the same options
   * @throws HarnessException if the engine refuses or an output is wrong: then no figure counts
   */
  public AaResult run(String command, Map<String, String> effective, Optional<AaResult> before) {
    before.ifPresent(this::remember);
    if (runs.size() < size()) {
      try (RunContext context = new RunContext(options, installation, Run.id(time), say)) {
        Traces traces = new Traces(context.newDirectory(), Optional.empty());
        while (runs.size() < size()) {
          Cell cell = next(context, traces);
          if (info == null) {
            info = Run.info(time, command, options.seed(), traces, versions, effective);
          }
          keep.keep(result(), cell.histograms.get(Clock.END_TO_END));
        }
      }
    }
    say.accept("judging");
    return AaPools.judge(result());
  }

  private void remember(AaResult done) {
    info = done.run();
    planted = done.planted();
    runs.addAll(done.runs());
    settings.putAll(done.settings());
    plantedSettings.putAll(done.plantedSettings());
  }

  /** The calibrating run, and as many of each arm as were asked for. */
  private int size() {
    return 1 + 2 * options.repeat();
  }

  private Cell next(RunContext context, Traces traces) {
    int done = runs.size();
    if (done == 0) {
      return calibrate(context, traces);
    }
    Arm arm = done % 2 == 1 ? Arm.PLAIN : Arm.PLANTED;
    return cell(context, traces, arm, (done + 1) / 2);
  }

  /** Everything is planted by this run, so it is repeated until nothing disturbed it. */
  private Cell calibrate(RunContext context, Traces traces) {
    for (int attempt = 1; ; attempt++) {
      Cell cell = cell(context, traces, Arm.CALIBRATION, attempt);
      AaResult.Run last = runs.get(0);
      boolean usable = !last.generatorLate() && !last.figures().noisy();
      if (usable || (attempt == ATTEMPTS && !last.generatorLate())) {
        planted = calibrated(last.figures());
        return cell;
      }
      if (attempt == ATTEMPTS) {
        throw new HarnessException(
            ExitCode.INVALID,
            "the traffic was sent late %d times, p99 %.1f ms: the machine is too busy, or lower --rate"
                .formatted(attempt, last.generatorLagMs().p99()));
      }
      say.accept(engine.label() + " was disturbed while calibrating: once more");
      runs.clear();
    }
  }

  private Cell cell(RunContext context, Traces traces, Arm arm, int number) {
    Plant plant = arm == Arm.PLANTED ? plant() : Plant.NONE;
    String name = arm.label() + "-" + number;
    say.accept("%s %s, run %d of %d".formatted(engine.label(), name, runs.size() + 1, size()));
    try (CellRunner runner =
        new CellRunner(context, traces, engine, gear, plant, Use.ANY, name, progress -> {})) {
      versions.put(engine, runner.version());
      Cell cell = runner.run(selected, arm == Arm.CALIBRATION, true);
      right(cell, name);
      (arm == Arm.PLANTED ? plantedSettings : settings).putAll(runner.settings());
      runs.add(run(arm, number, cell));
      return cell;
    } catch (CellRunner.Refused e) {
      throw new HarnessException(
          ExitCode.USAGE, engine.label() + " can't do this: " + e.getMessage(), e);
    }
  }

  private void right(Cell cell, String name) {
    if (cell.parity == null || !cell.parity.equal() || !cell.warnings.isEmpty()) {
      throw new HarnessException(
          ExitCode.DIFFERENT,
          "the output of %s %s is not what the oracle expects, so no figure counts; see its log in %s and: ./tandem run %s --engine %s"
              .formatted(
                  engine.label(),
                  name,
                  options.out().resolve("logs"),
                  selected.exercise().id(),
                  engine.label()));
    }
  }

  private static AaResult.Run run(Arm arm, int number, Cell cell) {
    Repetition figures = cell.repetition();
    boolean late = figures.p50() == null || Validity.late(cell.lag, figures.p50());
    return new AaResult.Run(
        arm, number, figures, cell.lag, late, cell.foreignCpuCores, cell.stealPercent);
  }

  /** A fifth of what the first run needed. */
  private static Planted calibrated(Repetition first) {
    if (first.p50() == null || first.cpuSecondsPerMillion() == null) {
      throw new HarnessException(
          ExitCode.INVALID,
          "the first run gave too few samples to say how much a fifth is; give a longer --duration "
              + "and more --events");
    }
    double nanosPerRecord = first.cpuSecondsPerMillion() * 1e3;
    return new Planted(
        Math.round(AaResult.SHARE * nanosPerRecord),
        Math.round(AaResult.SHARE * first.p50() * 1e3),
        first.cpuSecondsPerMillion(),
        first.p50());
  }

  private Plant plant() {
    return Plant.costing(
        Duration.ofNanos(planted.workNanosPerRecord()),
        Duration.of(planted.latencyMicros(), ChronoUnit.MICROS),
        gear);
  }

  private AaResult result() {
    return new AaResult(
        AaResult.SCHEMA_VERSION,
        info,
        selected.exercise().id(),
        selected.variant().name(),
        selected.exercise().title(),
        engine,
        gear.name(),
        planted,
        options.repeat(),
        runs,
        settings,
        plantedSettings,
        List.of(),
        false,
        List.of());
  }
}
