package tandem.harness.run;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.Timeline;
import tandem.harness.engine.EngineProcess;
import tandem.harness.engine.RunFailed;
import tandem.harness.replay.SentLog;
import tandem.harness.resources.ResourceSampler;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.Measures;
import tandem.harness.result.ParityFinding;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.Variant;
import tandem.model.event.DeadLetter;
import tandem.model.parity.Inputs;
import tandem.model.parity.ParityResult;
import tandem.model.run.Engine;
import tandem.model.run.EngineEvent;
import tandem.model.run.Gear;
import tandem.model.trace.Purpose;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;

/**
 * Takes variants through their phases in one engine process: parity, then a drain to warm up, live,
 * drain.
 */
final class CellRunner implements AutoCloseable {
  static final long WARM_UP_EVENTS = 100_000;
  private static final Duration SATURATED = Duration.ofSeconds(90);

  private final RunContext context;
  private final Traces traces;
  private final EngineProcess engine;
  private final Gear gear;
  private int phasesDone;
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
    this.gear = gear;
    this.context = context;
    this.traces = traces;
    this.say = say;
    long started = Timeline.micros();
    this.engine =
        context
            .launcher()
            .start(which, context.newDirectory(), context.logs().resolve(name + ".log"));
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
    return orRefused(() -> phases(selected, withParity, timed));
  }

  /** Tells an engine's refusal from a failure in the middle of its work. */
  <T> T orRefused(Supplier<T> work) {
    int before = phasesDone;
    try {
      return work.get();
    } catch (RunFailed e) {
      EngineEvent.Progress latest = engine.latest();
      // not every gear reports its batches: what has done a phase before is able, and has failed
      if (phasesDone > before || (latest != null && latest.batches() > 0)) {
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
    double rate = options.rate().orElse(selected.variant().defaultRate());
    if (withParity && traces.serves(Purpose.PARITY)) {
      parity(cell, selected);
    }
    if (timed) {
      if (options.events() > 0) {
        warmUp(selected, rate);
      }
      boolean live = !options.duration().isZero() && traces.serves(Purpose.LIVE);
      if (live && !gear.endsByItself()) {
        live(cell, selected, rate);
      }
      if (options.events() > 0 && traces.serves(Purpose.DRAIN)) {
        drain(cell, selected, rate);
      }
    }
    return cell;
  }

  /** The small trace with all oddities; no clock. */
  void parity(Cell cell, Selected selected) {
    RunOptions options = context.options();
    Phase phase = measured(selected, TraceRequest.parity(options.seed(), options.parallelism()));
    note(cell, phase, Purpose.PARITY);
    cell.startupSeconds = startupSeconds;
    cell.state = state(phase);
    cell.rows = rows(phase, selected.variant());
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
    cell.noisy |= measured.noisy();
  }

  /** Work before anything is timed, until the backlog is zero; it is no part of the measurement. */
  void warmUp(Selected selected, double rate) {
    warmUp(selected, rate, WARM_UP_EVENTS);
  }

  /** The same with so many records. */
  void warmUp(Selected selected, double rate, long events) {
    long begun = Timeline.micros();
    long seed = context.options().seed() + 1;
    TraceRequest request = TraceRequest.drain(seed, context.options().parallelism(), rate, events);
    Trace trace = traces.get(selected.exercise(), selected.variant(), request);
    phase(selected, trace, Purpose.DRAIN);
    if (Timeline.micros() - begun > SATURATED.toNanos() / 1_000) {
      throw new HarnessException(
          ExitCode.INVALID,
          engine.engine().label()
              + " is saturated: its warm-up took over "
              + SATURATED.toSeconds()
              + " s");
    }
  }

  /** Traffic on its schedule at a rate, records per second. */
  Phase live(Cell cell, Selected selected, double rate) {
    return live(cell, selected, rate, context.options().duration());
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
    cell.lag = lag(phase.sent());
    TraceHeader header = phase.trace().header();
    long from = phase.replayedMicros() + header.leadIn().toNanos() / 1_000;
    ResourceSampler.Use use = phase.use().between(from, from + header.measured().toNanos() / 1_000);
    cell.rssBytes = use.peakRssBytes();
    cell.cpuSeconds = use.cpuSeconds();
    cell.foreignCpuCores = use.foreignCpuCores();
    cell.stealPercent = use.stealPercent();
    cell.noisy |= use.noisy();
    List<EngineEvent.Progress> progress = phase.progress();
    if (!progress.isEmpty()) {
      cell.gcMillis = progress.get(progress.size() - 1).gcMillis() - progress.get(0).gcMillis();
    }
    Measures.State state = state(phase);
    cell.state = state == null ? cell.state : state;
    return phase;
  }

  /** How late a replay was. */
  static Measures.Lag lag(SentLog sent) {
    return new Measures.Lag(
        sent.lag().getValueAtPercentile(50) / 1e3,
        sent.lag().getValueAtPercentile(99) / 1e3,
        sent.lag().getMaxValue() / 1e3);
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
                purpose.name().toLowerCase(java.util.Locale.ROOT)));
    if (gear.endsByItself() && stopsAmid(trace, purpose)) {
      throw new Refused("it ends by itself, so it can't be started and stopped amid the records");
    }
    Phase phase =
        new PhaseRunner(context, engine, gear).run(selected.exercise(), variant, trace, purpose);
    phasesDone++;
    if (phase.settings() != null) {
      settings.putAll(phase.settings().settings());
    }
    return phase;
  }

  private static boolean stopsAmid(Trace trace, Purpose purpose) {
    return purpose == Purpose.PARITY
        && Inputs.of(trace).controls().stream()
            .anyMatch(
                control -> control.action() == Action.START || control.action() == Action.STOP);
  }

  private static void note(Cell cell, Phase phase, Purpose purpose) {
    ParityFinding found = finding(phase, purpose);
    cell.parity = cell.parity == null ? found : both(cell.parity, found);
    phase.warnings().forEach(cell.warnings::add);
  }

  private static ParityFinding finding(Phase phase, Purpose purpose) {
    ParityResult parity = phase.parity();
    List<ParityFinding.Difference> differences =
        parity.differences().stream()
            .map(
                d ->
                    new ParityFinding.Difference(
                        d.kind(),
                        d.output(),
                        d.expected(),
                        d.observed(),
                        d.cause(),
                        input(phase.trace(), d.cause())))
            .toList();
    return new ParityFinding(
        parity.equal() && keysAsExpected(phase),
        parity.expected(),
        parity.observed(),
        parity.missing(),
        parity.extra(),
        parity.different(),
        parity.deadLetters(),
        differences,
        List.of(purpose.name().toLowerCase(java.util.Locale.ROOT)));
  }

  /**
   * The state is output too: entries that should be gone are a fault even if every row is right.
   */
  private static boolean keysAsExpected(Phase phase) {
    return phase.state() == null || phase.state().keys() == phase.expectedKeys();
  }

  static ParityFinding both(ParityFinding a, ParityFinding b) {
    List<ParityFinding.Difference> differences = new ArrayList<>(a.differences());
    differences.addAll(b.differences());
    List<String> ofWhat = new ArrayList<>(a.ofWhat());
    ofWhat.addAll(b.ofWhat());
    return new ParityFinding(
        a.equal() && b.equal(),
        a.expected() + b.expected(),
        a.observed() + b.observed(),
        a.missing() + b.missing(),
        a.extra() + b.extra(),
        a.different() + b.different(),
        a.deadLetters() + b.deadLetters(),
        differences,
        ofWhat);
  }

  private static String input(Trace trace, long cause) {
    String[] found = {null};
    trace.forEach(
        entry -> {
          if (entry instanceof TraceEntry.Message message && message.index() == cause) {
            found[0] =
                message.value() == null
                    ? null
                    : new String(message.value(), StandardCharsets.UTF_8);
          }
        });
    return found[0];
  }

  private static Measures.State state(Phase phase) {
    if (phase.state() == null) {
      return null;
    }
    EngineEvent.State state = phase.state();
    List<Measures.StateAt> curve =
        phase.progress().stream()
            .filter(report -> report.watermark() != null)
            .map(
                report ->
                    new Measures.StateAt(
                        report.watermark(), report.stateEntries(), report.stateBytes()))
            .toList();
    Double bytesPerKey =
        state.keys() == 0 ? null : (Double) ((double) state.durableBytes() / state.keys());
    return new Measures.State(
        state.keys(),
        phase.expectedKeys(),
        state.engineBytes(),
        state.durableBytes(),
        bytesPerKey,
        thinned(curve));
  }

  /** A curve of at most some hundred points. */
  private static List<Measures.StateAt> thinned(List<Measures.StateAt> curve) {
    int step = Math.max(1, curve.size() / 200);
    List<Measures.StateAt> kept = new ArrayList<>();
    for (int i = 0; i < curve.size(); i += step) {
      kept.add(curve.get(i));
    }
    return kept;
  }

  /** The rows as canonical text, sorted: equal lists are equal outputs. */
  private static List<String> rows(Phase phase, Variant variant) {
    return phase.rows().stream()
        .map(
            row ->
                row.row().output().equals(DeadLetter.OUTPUT)
                    ? row.row().reason()
                        + " "
                        + (row.row().value() == null
                            ? null
                            : new String(row.row().value(), StandardCharsets.UTF_8))
                    : variant.schema().canonical(row.row().value()).show())
        .sorted()
        .toList();
  }
}
