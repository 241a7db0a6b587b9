package tandem.harness.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.Timeline;
import tandem.harness.engine.EngineLauncher.Use;
import tandem.harness.engine.EngineProcess;
import tandem.harness.engine.RunFailed;
import tandem.harness.resources.ResourceSampler;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.Measures;
import tandem.harness.result.ParityFinding;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.SourceKind;
import tandem.model.catalog.Variant;
import tandem.model.run.Engine;
import tandem.model.run.EngineEvent;
import tandem.model.run.Gear;
import tandem.model.run.Plant;
import tandem.model.trace.Purpose;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;

/**
 * Takes variants through their phases in one engine process: parity, then a drain to warm up, live,
 * drain.
 */
final class CellRunner implements AutoCloseable {
  static final long WARM_UP_EVENTS = 100_000;
  private static final Set<Action> STANDSTILLS = Set.of(Action.START, Action.STOP, Action.KILL);
  private static final Duration SATURATED = Duration.ofSeconds(90);

  /** They have nothing to be worked off. */
  private static final Set<SourceKind> ENDLESS = Set.of(SourceKind.SOCKET, SourceKind.GENERATOR);

  private final RunContext context;
  private final Traces traces;
  private final EngineProcess engine;
  private final Gear gear;
  private final Plant plant;
  private int phasesDone;
  private boolean warm;
  private final double startupSeconds;
  private final Consumer<String> say;
  private final Map<String, String> settings = new HashMap<>();

  CellRunner(
      RunContext context,
      Traces traces,
      Engine which,
      Gear gear,
      String name,
      Consumer<String> say) {
    this(context, traces, which, gear, Plant.NONE, Use.ANY, name, say);
  }

  /**
   * The same.
   *
   * @param plant a slowness: the wait in the live phase, the work in drains
   * @param use of the process
   */
  CellRunner(
      RunContext context,
      Traces traces,
      Engine which,
      Gear gear,
      Plant plant,
      Use use,
      String name,
      Consumer<String> say) {
    this.gear = gear;
    this.plant = plant;
    this.context = context;
    this.traces = traces;
    this.say = say;
    long started = Timeline.micros();
    this.engine =
        context
            .launcher()
            .start(which, use, context.newDirectory(), context.logs().resolve(name + ".log"));
    this.startupSeconds = (Timeline.micros() - started) / 1e6;
  }

  /** The engine's version. */
  String version() {
    return engine.version();
  }

  /** The engine's process. */
  EngineProcess engine() {
    return engine;
  }

  /** Effective settings of the runs so far, as the engine reported them. */
  Map<String, String> settings() {
    return settings;
  }

  @Override
  public void close() {
    engine.close();
  }

  /**
   * All phases of a variant that the options ask for.
   *
   * @throws RunFailed if a run fails after it has begun to work
   * @throws Refused if it fails before that: the engine does not do what is asked
   */
  Cell run(Selected selected, boolean withParity, boolean timed) {
    boolean known = selected.variant().refusedBy(engine.engine());
    return orRefused(known, () -> phases(selected, withParity, timed));
  }

  /** Tells an engine's refusal from a failure in the middle of its work. */
  <T> T orRefused(Supplier<T> work) {
    return orRefused(false, work);
  }

  /**
   * The same.
   *
   * @param known whether it is known to fail, however far it gets
   */
  private <T> T orRefused(boolean known, Supplier<T> work) {
    int before = phasesDone;
    try {
      return work.get();
    } catch (RunFailed e) {
      EngineEvent.Progress latest = engine.latest();
      // not every gear reports its batches: what has done a phase before is able, and has failed
      boolean worked = phasesDone > before || (latest != null && latest.batches() > 0);
      if (worked && !known) {
        throw e;
      }
      engine.abandonRun();
      throw new Refused(e);
    }
  }

  /** An engine does not do what is asked of it, and says so before it has done anything. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(RunFailed cause) {
      super(cause.reason(), cause);
    }

    Refused(String why) {
      super(why);
    }
  }

  private Cell phases(Selected selected, boolean withParity, boolean timed) {
    Cell cell = new Cell(engine.engine());
    RunOptions options = context.options();
    double rate =
        timed
            ? options.rate().orElseGet(() -> normalRate(selected))
            : selected.variant().defaultRate();
    if (withParity && traces.serves(Purpose.PARITY)) {
      parity(cell, selected);
    }
    if (timed) {
      boolean live = !options.duration().isZero() && traces.serves(Purpose.LIVE);
      boolean overloads = live && selected.variant().overload().isPresent();
      boolean clocked = live && !gear.endsByItself() && !selected.variant().bounded();
      // without drains one process serves all variants: the first must not be the only cold one
      if (options.events() > 0 || overloads || (clocked && !warm)) {
        warmUp(selected, rate);
      }
      if (clocked) {
        liveInTime(cell, selected, rate);
      }
      // catching up after an overload is a drain, with traffic
      if (options.events() > 0 && !overloads && traces.serves(Purpose.DRAIN)) {
        drain(cell, selected, rate);
      }
    }
    return cell;
  }

  private double normalRate(Selected selected) {
    RunOptions options = context.options();
    double rate =
        traces.normalRate(
            selected.exercise(),
            selected.variant(),
            TraceRequest.parity(options.seed(), options.parallelism()));
    selected
        .variant()
        .overload()
        .ifPresent(
            overload ->
                say.accept(
                    "%s: %.0f events/s, in the peak %.0f"
                        .formatted(selected.exercise().id(), rate, rate * overload.factor())));
    return rate;
  }

  /** The small trace with all oddities; no clock. */
  void parity(Cell cell, Selected selected) {
    RunOptions options = context.options();
    Phase phase = measured(selected, TraceRequest.parity(options.seed(), options.parallelism()));
    note(cell, phase, Purpose.PARITY);
    cell.startupSeconds = startupSeconds;
    cell.state = StateReading.of(phase);
    cell.rows = Findings.rows(phase, selected.variant());
    cell.meanings = Findings.meanings(phase, selected.variant());
    cell.counts = Counts.of(phase, selected.variant());
    cell.checkpoint = phase.checkpoint();
    cell.refusal = phase.refusal();
  }

  /** Works off a preloaded topic. */
  void drain(Cell cell, Selected selected, double rate) {
    RunOptions options = context.options();
    TraceRequest drain =
        TraceRequest.drain(options.seed(), options.parallelism(), rate, options.events());
    Phase phase = measured(selected, drain);
    note(cell, phase, Purpose.DRAIN);
    DrainMeter.Measured measured = DrainMeter.measure(phase, selected.variant());
    cell.drain = measured.drain();
    cell.noisyDrain = measured.noisy();
  }

  /** Work before anything is timed, until the backlog is zero; it is no part of the measurement. */
  void warmUp(Selected selected, double rate) {
    warmUp(selected, rate, Overloads.warmUpEvents(selected.variant(), rate, WARM_UP_EVENTS));
  }

  /** The same with so many records. */
  void warmUp(Selected selected, double rate, long events) {
    long begun = Timeline.micros();
    long seed = context.options().seed() + 1;
    TraceRequest request = TraceRequest.drain(seed, context.options().parallelism(), rate, events);
    Trace trace = traces.get(selected.exercise(), selected.variant(), request);
    phase(selected, trace, Purpose.DRAIN);
    warm = true;
    if (Timeline.micros() - begun > SATURATED.toNanos() / 1_000) {
      throw new HarnessException(
          ExitCode.INVALID,
          engine.engine().label()
              + " is saturated: its warm-up took over "
              + SATURATED.toSeconds()
              + " s");
    }
  }

  /**
   * Live traffic, once more where driver or broker was late: a standstill of the machine tells
   * nothing of the engine. A driver that is late again can't keep up.
   */
  private void liveInTime(Cell cell, Selected selected, double rate) {
    live(cell, selected, rate);
    boolean late = Validity.late(cell.lag, cell.percentile("p50"));
    if (late && selected.variant().overload().isEmpty()) {
      say.accept("the driver was late, p99 %.0f ms: once more".formatted(cell.lag.p99()));
    } else if (cell.stalled()) {
      say.accept("the broker was late, p99 %.0f ms: once more".formatted(cell.takenIn.p99()));
    } else {
      return;
    }
    live(cell, selected, rate);
  }

  /** Traffic on its schedule at a rate, records per second. */
  Phase live(Cell cell, Selected selected, double rate) {
    return live(cell, selected, rate, Overloads.measured(selected.variant(), context.options()));
  }

  /** The same with a measured part of another length. */
  Phase live(Cell cell, Selected selected, double rate, Duration measured) {
    RunOptions options = context.options();
    TraceRequest request =
        TraceRequest.live(options.seed(), options.parallelism(), rate, options.leadIn(), measured);
    Phase phase = measured(selected, request);
    cell.startupSeconds = startupSeconds;
    note(cell, phase, Purpose.LIVE);
    Latencies latencies = new Latencies(phase);
    for (Clock clock : Clock.values()) {
      cell.histograms.put(clock, latencies.histogram(clock));
    }
    cell.overTime = latencies.overTime();
    cell.dissected = Anatomy.samples(phase, selected.variant());
    cell.lag = lag(phase.sent().lag());
    cell.overload = Overloads.of(phase);
    TraceHeader header = phase.trace().header();
    long from = phase.replayedMicros() + header.leadIn().toNanos() / 1_000;
    long to = from + header.measured().toNanos() / 1_000;
    // more than anybody can take is late by intention
    cell.takenIn =
        selected.variant().overload().isPresent() ? null : lag(phase.sent().takenIn(from, to));
    ResourceSampler.Use use = phase.use().between(from, to);
    cell.rssBytes = use.peakRssBytes();
    cell.cpuSeconds = use.cpuSeconds();
    cell.foreignCpuCores = use.foreignCpuCores();
    cell.worstSecondCores = use.worstSecondCores();
    cell.stealPercent = use.stealPercent();
    cell.noisyLive = use.noisy();
    List<EngineEvent.Progress> progress = phase.progress();
    if (!progress.isEmpty()) {
      cell.gcMillis = progress.get(progress.size() - 1).gcMillis() - progress.get(0).gcMillis();
    }
    Measures.State state = StateReading.of(phase);
    cell.state = state == null ? cell.state : state;
    return phase;
  }

  /** Of delays in microseconds. */
  static Measures.Lag lag(Histogram delays) {
    return new Measures.Lag(
        delays.getValueAtPercentile(50) / 1e3,
        delays.getValueAtPercentile(99) / 1e3,
        delays.getMaxValue() / 1e3);
  }

  private Phase measured(Selected selected, TraceRequest request) {
    Trace trace = traces.measured(selected.exercise(), selected.variant(), request);
    return phase(selected, trace, request.purpose());
  }

  private Phase phase(Selected selected, Trace trace, Purpose purpose) {
    Variant variant = selected.variant();
    say.accept(
        "%-5s %s %s: %s"
            .formatted(
                engine.engine().label(),
                selected.exercise().id(),
                variant.name(),
                purpose.name().toLowerCase(Locale.ROOT)));
    Gear own = variant.gear(engine.engine()).orElse(gear);
    if (own.endsByItself() && stopsAmid(trace, purpose)) {
      throw new Refused("it ends by itself, so it can't be started and stopped amid the records");
    }
    if (variant.secured() && context.secureClient().isEmpty()) {
      throw new Refused("it needs the broker that a run starts for itself: without --bootstrap");
    }
    if (gear.endsByItself() && ENDLESS.contains(variant.feed().source())) {
      throw new Refused("it ends by itself, and its source never does");
    }
    if (interrupts(trace) && !context.services().owns(variant.services())) {
      throw new Refused(
          "it stops and starts its servers, which a run can do only with those that it has started");
    }
    Phase phase =
        new PhaseRunner(context, engine, own, plant)
            .run(selected.exercise(), variant, trace, purpose);
    phasesDone++;
    // a gear of its own is the variant's, and not the run's that is compared
    if (phase.settings() != null && variant.gear(engine.engine()).isEmpty()) {
      phase
          .settings()
          .settings()
          .forEach((name, value) -> note(told(name, variant), value, purpose));
    }
    return phase;
  }

  /** What was timed decides. */
  private void note(String setting, String value, Purpose purpose) {
    if (purpose == Purpose.PARITY) {
      settings.putIfAbsent(setting, value);
    } else {
      settings.put(setting, value);
    }
  }

  private static boolean stopsAmid(Trace trace, Purpose purpose) {
    return purpose == Purpose.PARITY
        && trace.controls().stream().anyMatch(control -> STANDSTILLS.contains(control.action()));
  }

  private static boolean interrupts(Trace trace) {
    return trace.controls().stream().anyMatch(control -> control.action() == Action.INTERRUPT);
  }

  /** Several variants share a process: what only one of them asks for carries its name. */
  private String told(String setting, Variant variant) {
    boolean own = variant.settings(engine.engine()).containsKey(setting);
    return own ? setting + " (" + variant.name() + ")" : setting;
  }

  private static void note(Cell cell, Phase phase, Purpose purpose) {
    ParityFinding whole = Findings.of(phase, purpose);
    // what an overloaded engine has not got to is late and not wrong
    boolean behind = phase.timedOut() && Overloads.isOne(phase);
    ParityFinding found = behind ? whole.asFarAsItCame() : whole;
    cell.parity = cell.parity == null ? found : Findings.both(cell.parity, found);
    phase.warnings().forEach(cell.warnings::add);
  }
}
