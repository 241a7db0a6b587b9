package tandem.harness.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.Timeline;
import tandem.harness.collect.Collector;
import tandem.harness.collect.Collector.Isolation;
import tandem.harness.engine.EngineLauncher.Use;
import tandem.harness.engine.EngineProcess;
import tandem.harness.replay.BrokerProof;
import tandem.harness.replay.LookupTable;
import tandem.harness.replay.LookupTables;
import tandem.harness.replay.Replayer;
import tandem.harness.replay.SentLog;
import tandem.harness.resources.ResourceSampler;
import tandem.harness.run.RunOptions.Selected;
import tandem.harness.services.Services;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Variant;
import tandem.model.parity.Delivery;
import tandem.model.parity.DeliveryAudit;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Observed;
import tandem.model.run.Gear;
import tandem.model.run.RunSpec;
import tandem.model.trace.Purpose;
import tandem.model.trace.Trace;

/**
 * Kills an engine's process in the middle of live traffic, starts another that continues from the
 * checkpoint, and gathers what a reader downstream was given; the replay goes on meanwhile.
 */
final class CrashRun {
  /** How long an engine may take for what it owes when the replay has ended. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int POLL_MILLIS = 100;

  private final RunContext context;
  private final Selected selected;
  private final Variant variant;
  private final Trace trace;
  private final Gear gear;
  private final CellRunner first;
  private final SentLog sent;
  private final List<ExpectedRow> expected;

  /** Offsets that the killed process made durable: the next one begins there at the latest. */
  private final Map<String, Long> durable = new HashMap<>();

  CrashRun(RunContext context, Selected selected, Trace trace, Gear gear, CellRunner first) {
    this.context = context;
    this.selected = selected;
    this.variant = selected.variant();
    this.trace = trace;
    this.gear = gear;
    this.sent = Replayer.logFor(trace);
    // dead when this is done, and closed by its owner
    this.first = first;
    this.expected =
        variant.oracle().expected(Inputs.of(trace), PhaseRunner.meaning(first.engine().engine()));
  }

  /**
   * All that was seen; instants are microseconds since the epoch.
   *
   * @param rows that a {@code read_committed} reader was given
   * @param uncommitted that another reader would be given; null where that is the same
   * @param delivery what became of the rows
   * @param begun when the replay began
   * @param killed when the process was killed
   * @param ready when the next one accepted a run
   * @param running when that said that the run is under way
   * @param workedOff whether the engine got to the end of its input
   * @param noisy whether others disturbed the machine
   */
  record Seen(
      SentLog sent,
      List<ExpectedRow> expected,
      List<Collector.Row> rows,
      Delivery delivery,
      Delivery uncommitted,
      long begun,
      long killed,
      long ready,
      long running,
      boolean workedOff,
      boolean noisy) {}

  /** The instants of an outage, and what was noticed during it. */
  private record Outcome(
      long begun, long killed, long ready, long running, boolean workedOff, boolean noisy) {}

  /**
   * Crashes the process.
   *
   * @param log of the process that takes over
   * @throws CellRunner.Refused if the engine does not do what is asked, crash or not
   */
  Seen run(Path log) {
    int partitions = context.options().parallelism();
    Map<String, String> topics = context.topics().create(variant, partitions);
    try (Services.Lease lease = context.services().lease(variant)) {
      LookupTable lookups = LookupTables.make(variant, lease.addresses(), context::newDirectory);
      RunSpec spec =
          context
              .spec(
                  selected.exercise(),
                  variant,
                  Purpose.LIVE,
                  topics,
                  lease,
                  gear,
                  context.newDirectory(),
                  0,
                  0)
              .with(lookups.sources());
      Collector collector = new Collector(context.bootstrap(), variant, topics, partitions);
      Outcome outcome;
      try (collector) {
        collector.start();
        first.orRefused(() -> first.engine().run(spec, line -> {}));
        outcome = crash(first.engine(), spec, collector, log);
      }
      BrokerProof.check(context.bootstrap(), trace, topics, sent);
      return new Seen(
          sent,
          expected,
          collector.rows(),
          audit(collector.rows()),
          gear.guarantee() == Gear.Guarantee.EXACTLY_ONCE ? uncommitted(topics) : null,
          outcome.begun(),
          outcome.killed(),
          outcome.ready(),
          outcome.running(),
          outcome.workedOff(),
          outcome.noisy());
    } finally {
      context.topics().delete(topics);
    }
  }

  private Outcome crash(EngineProcess doomed, RunSpec spec, Collector collector, Path log) {
    try (BackgroundReplay replay =
        new BackgroundReplay(context.replayer(), trace, spec.topics(), sent)) {
      long begun = replay.startedMicros();
      long due = begun + context.options().leadIn().toNanos() / 1_000;
      boolean noisy;
      try (ResourceSampler sampler = new ResourceSampler(doomed.pid(), context.serverPids())) {
        await(due, () -> failed(doomed, replay));
        noisy = sampler.between((begun + due) / 2, due).noisy();
      }
      durable.putAll(doomed.latest() == null ? Map.of() : doomed.latest().committed());
      long killed = Timeline.micros();
      doomed.kill();
      try (EngineProcess second =
          context.launcher().start(doomed.engine(), Use.ANY, context.newDirectory(), log)) {
        long ready = Timeline.micros();
        try (ResourceSampler sampler = new ResourceSampler(second.pid(), context.serverPids())) {
          second.run(spec.restored(), line -> {});
          long running = Timeline.micros();
          await(Long.MAX_VALUE, () -> failed(second, replay) || replay.done());
          long ended = Timeline.micros();
          boolean workedOff = delivered(second, spec, collector);
          noisy |= sampler.between(running, ended).noisy();
          second.stopRun();
          return new Outcome(begun, killed, ready, running, workedOff, noisy);
        }
      }
    }
  }

  /** Throws if the engine has failed, or the replay; otherwise says no. */
  private static boolean failed(EngineProcess engine, BackgroundReplay replay) {
    engine.check();
    replay.done();
    return false;
  }

  /**
   * Waits until every row has come; what has not come when time is up is lost, if the engine has
   * worked off its input.
   *
   * @return whether it has
   */
  private boolean delivered(EngineProcess engine, RunSpec spec, Collector collector) {
    int[] lookedAt = {-1, -1};
    // what starts every minute may need two to get anywhere
    Duration waits = gear.trigger() == Gear.Trigger.EVERY ? gear.interval() : Duration.ZERO;
    Duration patience = PATIENCE.plus(waits.multipliedBy(2));
    long deadline = Timeline.micros() + patience.toNanos() / 1_000;
    await(
        deadline,
        () -> {
          engine.check();
          int count = collector.count();
          // looking costs processor time: only when the output stands still, and has changed
          boolean still = count == lookedAt[0];
          lookedAt[0] = count;
          if (!still || count == lookedAt[1] || count < least() || !workedOff(engine, spec)) {
            return false;
          }
          lookedAt[1] = count;
          return audit(collector.rows()).lost() == 0;
        });
    return workedOff(engine, spec);
  }

  /** Rows that must be there before it is worth looking. */
  private int least() {
    return variant.emission() == Emission.APPEND ? expected.size() : 0;
  }

  private boolean workedOff(EngineProcess engine, RunSpec spec) {
    return new EngineWaits(engine, gear, PATIENCE).workedOff(durable, trace, spec.topics(), sent);
  }

  private Delivery audit(List<Collector.Row> rows) {
    List<Observed> observed = rows.stream().map(Collector.Row::row).toList();
    return DeliveryAudit.of(variant, expected, observed);
  }

  /** What a reader would be given that does not wait for transactions. */
  private Delivery uncommitted(Map<String, String> topics) {
    Collector all =
        new Collector(
            context.bootstrap(),
            variant,
            topics,
            context.options().parallelism(),
            Isolation.READ_UNCOMMITTED);
    try (all) {
      all.start();
    }
    return audit(all.rows());
  }

  /** Waits until something holds, or until an instant. */
  private static void await(long untilMicros, BooleanSupplier holds) {
    try {
      while (!holds.getAsBoolean() && Timeline.micros() < untilMicros) {
        long left = (untilMicros - Timeline.micros()) / 1_000;
        Thread.sleep(Math.max(0, Math.min(POLL_MILLIS, left)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HarnessException(ExitCode.INTERRUPTED, "interrupted", e);
    }
  }
}
