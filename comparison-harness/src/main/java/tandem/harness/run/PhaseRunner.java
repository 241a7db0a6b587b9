package tandem.harness.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.harness.Timeline;
import tandem.harness.collect.Collector;
import tandem.harness.engine.EngineProcess;
import tandem.harness.replay.BrokerProof;
import tandem.harness.replay.Feeder;
import tandem.harness.replay.Feeders;
import tandem.harness.replay.Replayer;
import tandem.harness.replay.SentLog;
import tandem.harness.resources.ResourceSampler;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.run.Engine;
import tandem.model.run.EngineEvent;
import tandem.model.run.Gear;
import tandem.model.run.Plant;
import tandem.model.run.RunSpec;
import tandem.model.trace.Purpose;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;

/**
 * Replays one trace to one engine and gathers all that there is to know about it; looks at nothing
 * before the engine has stopped.
 */
final class PhaseRunner {
  private final RunContext context;
  private final EngineProcess engine;
  private final Gear gear;
  private final Plant plant;

  PhaseRunner(RunContext context, EngineProcess engine, Gear gear, Plant plant) {
    this.context = context;
    this.engine = engine;
    this.gear = gear;
    this.plant = plant;
  }

  /** Runs the phase; topics are fresh and deleted after it. */
  Phase run(Exercise exercise, Variant variant, Trace trace, Purpose purpose) {
    Map<String, String> topics = context.topics().create(variant, context.options().parallelism());
    try (Feeder feeder = Feeders.open(variant, context.replayer(), topics, context::newDirectory)) {
      return new Run(exercise, variant, trace, purpose, topics, feeder).run();
    } finally {
      context.topics().delete(topics);
    }
  }

  /** The meaning of words for a contender. */
  static Meaning meaning(Engine engine) {
    return engine == Engine.SPARK ? Meaning.SPARK : Meaning.FLINK;
  }

  /** One phase under way. */
  private final class Run {
    private final Variant variant;
    private final Trace trace;
    private final Purpose purpose;
    private final Map<String, String> topics;
    private final Inputs inputs;
    private final List<ExpectedRow> expected;
    private final List<String> warnings = new ArrayList<>();

    /** Offsets that earlier starts of this run made durable: a restored engine begins there. */
    private final Map<String, Long> durable = new HashMap<>();

    private final SentLog sent;

    /**
     * Whether the engine starts when all has been sent: to drain it, or because it ends with it.
     */
    private final boolean preloaded;

    private final Exercise exercise;
    private RunSpec spec;
    private EngineEvent.Started started;
    private EngineEvent.State state;
    private long expectedKeys = -1;
    private long startedMicros;
    private boolean running;
    private boolean timedOut;
    private final OutputCheck output;
    private final EngineWaits engineWaits;
    private final Feeder feeder;
    private int rowsBefore;

    Run(
        Exercise exercise,
        Variant variant,
        Trace trace,
        Purpose purpose,
        Map<String, String> topics,
        Feeder feeder) {
      this.feeder = feeder;
      this.exercise = exercise;
      this.variant = variant;
      this.trace = trace;
      this.purpose = purpose;
      this.topics = topics;
      this.inputs = Inputs.of(trace);
      this.expected = variant.oracle().expected(inputs, meaning(engine.engine()));
      this.sent = Replayer.logFor(trace);
      this.spec = spec(context.newDirectory());
      this.preloaded = purpose == Purpose.DRAIN || gear.endsByItself();
      this.output = new OutputCheck(variant, meaning(engine.engine()));
      this.engineWaits = new EngineWaits(engine, gear, context.patience(purpose));
    }

    Phase run() {
      Collector collector =
          new Collector(context.bootstrap(), variant, topics, context.options().parallelism());
      long replayedMicros;
      List<EngineEvent.Progress> progress;
      try (ResourceSampler sampler = new ResourceSampler(engine.pid(), context.brokerPids())) {
        try (collector) {
          if (!preloaded) {
            collector.start();
          }
          boolean startsLater =
              inputs.controls().stream().anyMatch(c -> c.action() == Action.START);
          if (!preloaded && !startsLater) {
            start(collector);
          }
          replayedMicros = Timeline.micros();
          replay(collector);
          progress = engine.progress();
          stop();
        }
        if (variant.feed().ofKafka()) {
          BrokerProof.check(context.bootstrap(), trace, topics, sent);
        }
        return phase(collector, progress, sampler, replayedMicros);
      }
    }

    private Phase phase(
        Collector collector,
        List<EngineEvent.Progress> progress,
        ResourceSampler sampler,
        long replayedMicros) {
      List<Collector.Row> rows = collector.rows();
      return new Phase(
          trace,
          sent,
          rows,
          output.compare(expected, rows),
          progress,
          engine.passages(),
          topics,
          state,
          expectedKeys,
          started,
          startedMicros,
          replayedMicros,
          sampler::between,
          timedOut,
          warnings);
    }

    private RunSpec spec(Path directory) {
      return context
          .spec(
              exercise,
              variant,
              topics,
              gear,
              directory,
              maxOffsetsPerTrigger(),
              Anatomy.sampleEvery(variant, trace))
          .with(planted())
          .withSources(feeder.sources());
    }

    /**
     * The variant's limit at the trace's rate, if it has one; a small one where there is no rate.
     */
    private long maxOffsetsPerTrigger() {
      TraceRequest request = trace.header().request();
      if (variant.batchLimit().isPresent()) {
        double rate = request == null ? 0 : request.ratePerSecond();
        long limit = Math.round(rate * variant.batchLimit().get().toMillis() / 1e3);
        return limit > 0 ? limit : shareOfTheTrace();
      }
      boolean rowPerInput = variant.perRecord().isPresent();
      return purpose == Purpose.DRAIN && !rowPerInput ? shareOfTheTrace() : 0;
    }

    private long shareOfTheTrace() {
      return Math.max(1, trace.records() / 20);
    }

    /** What is planted is never together in a phase, so neither can hide or feign the other. */
    private Plant planted() {
      return switch (purpose) {
        case PARITY -> Plant.NONE;
        case LIVE -> plant.delayOnly();
        case DRAIN -> plant.workOnly();
      };
    }

    private void start(Collector collector) {
      rowsBefore = collector.count();
      started = engine.run(spec, collector::console);
      feeder.engineStarted();
      startedMicros = Timeline.micros();
      running = true;
    }

    private void stop() {
      if (running) {
        if (engine.latest() != null) {
          durable.putAll(engine.latest().committed());
        }
        engine.stopRun();
        feeder.engineStopped();
        running = false;
      }
    }

    private void at(TraceEntry.Control control, Collector collector) {
      switch (control.action()) {
        case START -> start(collector);
        case BARRIER -> barrier(control, collector);
        case MEASURE -> {
          barrier(control, collector);
          if (variant.state().isPresent() && !preloaded) {
            state = engine.measureState();
            expectedKeys =
                variant
                    .state()
                    .get()
                    .liveEntriesAt(inputs, control.position(), meaning(engine.engine()));
          }
        }
        case STOP -> {
          barrier(control, collector);
          stop();
        }
        case RESTART -> {
          spec = spec.restored();
          start(collector);
        }
        case RESTART_AFRESH -> {
          durable.clear();
          spec = spec(context.newDirectory());
          start(collector);
        }
        case CREATE ->
            context.topics().createLate(variant, topics, context.options().parallelism());
        case ATOMIC -> {
          // the replay itself sends what follows without waiting
        }
      }
    }

    /**
     * Waits until the engine has worked off all before, its watermark stands as the trace says, and
     * the rows have come.
     */
    private void barrier(TraceEntry.Control control, Collector collector) {
      if (preloaded) {
        return;
      }
      List<ExpectedRow> due =
          expected.stream().filter(row -> row.cause() < control.position()).toList();
      Long watermark = watermark(control);
      engineWaits.await(
          control.action() + " after record " + control.position(),
          () ->
              workedOff(collector)
                  && engineWaits.watermarkIs(watermark)
                  && (purpose != Purpose.PARITY || output.came(due, collector)));
    }

    /**
     * Replays to the end; an engine that does not get there is compared as far as it came, and what
     * is lacking is missing.
     */
    private void replay(Collector collector) {
      Replayer.Pace pace = preloaded ? Replayer.Pace.AT_ONCE : Replayer.Pace.SCHEDULED;
      LiveWatch watch = watch(collector);
      try {
        context
            .replayer()
            .replay(trace, feeder, pace, sent, (control, log) -> at(control, collector));
        if (preloaded) {
          start(collector);
          // the broker stamps the rows: watching them now would only cost the engine its processor
          engineWaits.await(
              "the end of the preloaded input",
              () -> workedOff(collector) && collector.available() >= output.least(expected));
          collector.start();
        }
        engineWaits.await(
            "the end of the trace", () -> workedOff(collector) && output.came(expected, collector));
      } catch (EngineWaits.BarrierTimeout e) {
        timedOut = true;
        collector.startIfNew();
        warnings.add(
            engine.engine().label()
                + " "
                + exercise.id()
                + " "
                + variant.name()
                + ": "
                + e.getMessage());
      } finally {
        if (watch != null) {
          watch.close();
        }
      }
    }

    /** Somebody to look at it, where it goes by the clock and takes long enough; else null. */
    private LiveWatch watch(Collector collector) {
      if (preloaded || purpose != Purpose.LIVE) {
        return null;
      }
      boolean rowPerInput = variant.perRecord().isPresent();
      return new LiveWatch(
          context.watcher()::live,
          engine.engine().label() + " " + exercise.id() + " " + variant.name(),
          sent,
          collector,
          rowPerInput ? expected : List.of(),
          trace.header().leadIn().plus(trace.header().measured()));
    }

    /**
     * By committed offsets; a source without them has done what there are rows of, and a generator
     * has nothing to be done with.
     */
    private boolean workedOff(Collector collector) {
      return switch (variant.feed().source()) {
        case KAFKA -> engineWaits.workedOff(durable, trace, topics, sent);
        case LINE_FILES, PARQUET_FILES, SOCKET ->
            engineWaits.hasTaken(collector.count() - rowsBefore);
        case GENERATOR -> true;
      };
    }

    private Long watermark(TraceEntry.Control control) {
      if (variant.watermarkDelay().isEmpty() || purpose != Purpose.PARITY) {
        return null;
      }
      long delay = variant.watermarkDelay().get().toMillis();
      if (meaning(engine.engine()).watermark() == Meaning.Watermark.GLOBAL_MAXIMUM) {
        return control.globalMaximum() == Long.MIN_VALUE ? null : control.globalMaximum() - delay;
      }
      // Flink's bounded out-of-orderness says "nothing at or before this": one millisecond less
      return control.partitionMinimum() == Long.MIN_VALUE
          ? null
          : control.partitionMinimum() - delay - 1;
    }
  }
}
