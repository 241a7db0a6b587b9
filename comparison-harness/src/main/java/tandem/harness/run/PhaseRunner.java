package tandem.harness.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tandem.harness.Timeline;
import tandem.harness.collect.Collector;
import tandem.harness.engine.EngineProcess;
import tandem.harness.engine.RunFailed;
import tandem.harness.replay.BrokerProof;
import tandem.harness.replay.Feeder;
import tandem.harness.replay.Feeders;
import tandem.harness.replay.LookupTable;
import tandem.harness.replay.LookupTables;
import tandem.harness.replay.Replayer;
import tandem.harness.replay.SentLog;
import tandem.harness.resources.ResourceSampler;
import tandem.harness.services.Services;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;
import tandem.model.parity.ExpectedRow;
import tandem.model.run.CheckpointPart;
import tandem.model.run.Engine;
import tandem.model.run.EngineEvent;
import tandem.model.run.Failpoint;
import tandem.model.run.Gear;
import tandem.model.run.Plant;
import tandem.model.run.RunSpec;
import tandem.model.trace.Purpose;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
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

  /** Runs the phase; topics and spaces in servers are fresh and deleted after it. */
  Phase run(Exercise exercise, Variant variant, Trace trace, Purpose purpose) {
    Map<String, String> topics = context.topics().create(variant, context.options().parallelism());
    try (Services.Lease lease = context.services().lease(variant);
        Feeder feeder = Feeders.open(variant, context.replayer(), topics, context::newDirectory)) {
      LookupTable lookups = LookupTables.make(variant, lease.addresses(), context::newDirectory);
      return new Run(exercise, variant, trace, purpose, topics, lease, feeder, lookups).run();
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
    private final Services.Lease lease;
    private final Due due;
    private final List<Text> warnings = new ArrayList<>();

    private final SentLog sent;

    /**
     * Whether the engine starts when all has been sent: to drain it, or because it ends with it.
     */
    private final boolean preloaded;

    private final Exercise exercise;
    private EngineSeat seat;
    private EngineEvent.State state;
    private long expectedKeys = -1;
    private boolean timedOut;
    private String refusal;
    private List<CheckpointPart> checkpoint = List.of();
    private final OutputCheck output;
    private final TableRows table;
    private final EngineWaits engineWaits;
    private final Feeder feeder;
    private final ServerOutage servers;
    private final LookupTable lookups;
    private Phase.Change change;

    /** Rows that had come when the engine was last started. */
    private int rowsBefore;

    Run(
        Exercise exercise,
        Variant variant,
        Trace trace,
        Purpose purpose,
        Map<String, String> topics,
        Services.Lease lease,
        Feeder feeder,
        LookupTable lookups) {
      this.feeder = feeder;
      this.lookups = lookups;
      this.exercise = exercise;
      this.variant = variant;
      this.trace = trace;
      this.purpose = purpose;
      this.topics = topics;
      this.lease = lease;
      this.sent = Replayer.logFor(trace);
      this.preloaded = purpose == Purpose.DRAIN || gear.endsByItself() || variant.bounded();
      this.due = Due.of(variant, trace, purpose, meaning(engine.engine()), !preloaded);
      this.table = new TableRows(engine, variant);
      this.output =
          new OutputCheck(
              variant, meaning(engine.engine()), Promise.inVariant(gear, engine.engine(), variant));
      this.engineWaits = new EngineWaits(engine, gear, context.patience(purpose));
      this.servers = new ServerOutage(context, variant, engineWaits);
    }

    Phase run() {
      Collector collector =
          new Collector(context.bootstrap(), variant, topics, context.options().parallelism());
      // those of a phase that has failed are none of this one
      engine.takeTableWrites();
      if (purpose == Purpose.LIVE) {
        // what making the expected rows has left behind is not cleared away while the clock runs
        System.gc();
      }
      RunSpec first = spec(context.newDirectory());
      seat = new EngineSeat(engine, first, collector::console, feeder);
      long replayedMicros;
      List<EngineEvent.Progress> progress;
      try (ResourceSampler sampler = new ResourceSampler(engine.pid(), context.serverPids())) {
        try (collector) {
          if (!preloaded) {
            collector.start();
          }
          if (!preloaded && !due.startsLater()) {
            seat.start();
          }
          replayedMicros = Timeline.micros();
          replay(collector);
          progress = engine.progress();
          seat.stop();
          table.collect(seat.spec(), collector);
          if (variant.describesCheckpoint() && purpose == Purpose.PARITY) {
            checkpoint = seat.describeCheckpoint();
          }
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
          output.compare(due.rows(), rows),
          progress,
          engine.passages(),
          topics,
          state,
          expectedKeys,
          checkpoint,
          refusal,
          table.looks(),
          engine.takeTableWrites(),
          change == null ? null : change.after(lookups.reads()),
          seat.settings(),
          seat.startedMicros(),
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
              purpose,
              topics,
              lease,
              gear,
              directory,
              maxOffsetsPerTrigger(),
              Anatomy.sampleEvery(variant, trace))
          .with(planted())
          .with(sources());
    }

    /** Where all is that is no topic. */
    private Map<String, String> sources() {
      Map<String, String> sources = new HashMap<>(feeder.sources());
      sources.putAll(lookups.sources());
      return sources;
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

    private void at(TraceEntry.Control control, Collector collector) {
      if (control.action().starts()) {
        rowsBefore = collector.count();
      }
      switch (control.action()) {
        case START -> seat.start();
        case BARRIER -> barrier(control, collector);
        case MEASURE -> {
          barrier(control, collector);
          measureState(control);
        }
        case STOP -> {
          barrier(control, collector);
          seat.stop();
        }
        case RESTART -> restart();
        case RESTART_AFRESH -> seat.restartAfresh(spec(context.newDirectory()));
        case MOVE -> seat.moveCheckpoint(context.newDirectory());
        case DAMAGE -> seat.damageCheckpoint();
        case ARM -> {
          barrier(control, collector);
          seat.arm(variant.failpoint().orElseThrow());
        }
        case KILL -> {
          engineWaits.await("its failpoint", seat::stands);
          kill(collector);
        }
        case INTERRUPT -> servers.interrupt();
        case RESUME -> servers.resume();
        case CHANGE -> {
          lookups.change();
          change = new Phase.Change(control.position(), Timeline.micros(), OptionalLong.empty());
        }
        case CREATE ->
            context.topics().createLate(variant, topics, context.options().parallelism());
        case ATOMIC -> {
          // the replay itself sends what follows without waiting
        }
      }
    }

    private void measureState(TraceEntry.Control control) {
      if (!variant.keepsState() || preloaded) {
        return;
      }
      state = engine.measureState();
      expectedKeys = due.liveEntries().getOrDefault(control.position(), expectedKeys);
    }

    /** Who goes on may be killed in turn, if there is anything left to try again. */
    private void kill(Collector collector) {
      seat.crash();
      table.look(seat.spec());
      for (Failpoint next : variant.laterFailpoints()) {
        seat.arm(next);
        seat.restart();
        engineWaits.await("its next failpoint", () -> seat.stands() || workedOff(collector));
        seat.crash();
        table.look(seat.spec());
      }
      seat.restart();
    }

    /** From a damaged checkpoint an engine must not go on. */
    private void restart() {
      if (!seat.damaged()) {
        seat.restart();
        return;
      }
      try {
        seat.restart();
        engineWaits.await("its refusal of a damaged checkpoint", () -> false);
      } catch (RunFailed e) {
        refusal = e.reason();
        seat.abandon();
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
      List<ExpectedRow> rows =
          due.rows().stream().filter(row -> row.cause() < control.position()).toList();
      Long watermark = due.watermarks().get(control.position());
      engineWaits.await(
          control.action() + " after record " + control.position(),
          () ->
              workedOff(collector)
                  && engineWaits.watermarkIs(watermark)
                  && (purpose != Purpose.PARITY || output.came(rows, collector)));
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
          seat.start();
          // the broker stamps the rows: watching them now would only cost the engine its processor
          engineWaits.await(
              "the end of the preloaded input",
              () -> workedOff(collector) && collector.available() >= output.least(due.rows()));
          collector.start();
        }
        if (refusal == null) {
          engineWaits.await(
              "the end of the trace",
              () -> workedOff(collector) && output.came(due.rows(), collector));
        }
      } catch (EngineWaits.BarrierTimeout e) {
        timedOut = true;
        collector.startIfNew();
        warnings.add(
            Text.untranslated(
                engine.engine().label()
                    + " "
                    + exercise.id()
                    + " "
                    + variant.name()
                    + ": "
                    + e.getMessage()));
      } finally {
        servers.end();
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
          rowPerInput ? due.rows() : List.of(),
          trace.header().leadIn().plus(trace.header().measured()));
    }

    /**
     * By committed offsets; a source without them has done what there are rows of, and a generator
     * has nothing to be done with.
     */
    private boolean workedOff(Collector collector) {
      return switch (variant.feed().source()) {
        case KAFKA -> engineWaits.workedOff(seat.durable(), trace, topics, sent);
        case LINE_FILES, PARQUET_FILES, SOCKET ->
            engineWaits.hasTaken(collector.count() - rowsBefore);
        case GENERATOR -> true;
      };
    }
  }
}
