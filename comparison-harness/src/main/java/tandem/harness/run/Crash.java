package tandem.harness.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.collect.Collector;
import tandem.harness.engine.RunFailed;
import tandem.harness.process.Installation;
import tandem.harness.result.CrashResult;
import tandem.harness.result.CrashResult.Recovery;
import tandem.harness.result.CrashResult.Rows;
import tandem.harness.result.CrashResult.Times;
import tandem.harness.result.Measures;
import tandem.harness.result.RunInfo;
import tandem.harness.run.Outage.Seen;
import tandem.harness.run.RunOptions.Selected;
import tandem.harness.run.Sweep.Contender;
import tandem.model.parity.Delivery;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.ParityResult.Match;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceRequest;

/**
 * Kills each contender once in the middle of live traffic and measures how it recovers. The lead-in
 * of the options is the traffic before the kill, the duration that after it.
 */
public final class Crash {
  private static final double MICROS_PER_SECOND = 1e6;

  private final RunOptions options;
  private final List<Contender> contenders;
  private final Installation installation;
  private final Watcher say;
  private final Instant time = Instant.now();
  private final List<String> warnings = new ArrayList<>();
  private boolean valid = true;

  /**
   * A crash test.
   *
   * @param options of each measurement; they select one variant
   * @param contenders in the order in which they run
   * @param say is told what is being done
   */
  public Crash(
      RunOptions options, List<Contender> contenders, Installation installation, Watcher say) {
    this.options = options;
    this.contenders = contenders;
    this.installation = installation;
    this.say = say;
  }

  /**
   * Tests.
   *
   * @param command the command line that repeats it
   * @param effective the options for people
   * @param keep is given the result so far after each contender
   */
  public CrashResult run(
      String command, Map<String, String> effective, Consumer<CrashResult> keep) {
    List<Recovery> recoveries = new ArrayList<>();
    Map<Engine, String> versions = new HashMap<>();
    CrashResult result = null;
    try (RunContext context = new RunContext(options, installation, Run.id(time), say)) {
      Traces traces = new Traces(context.newDirectory(), Optional.empty());
      for (Contender contender : contenders) {
        recoveries.add(recovery(context, traces, contender, versions));
        RunInfo info = Run.info(time, command, options.seed(), traces, versions, effective);
        result = result(info, recoveries);
        keep.accept(result);
      }
    }
    return result;
  }

  private CrashResult result(RunInfo info, List<Recovery> recoveries) {
    Selected selected = selected();
    boolean quiet = recoveries.stream().noneMatch(each -> each.noisy() || each.generatorLate());
    return new CrashResult(
        CrashResult.SCHEMA_VERSION,
        info,
        selected.exercise().id(),
        selected.variant().name(),
        selected.exercise().title(),
        rate(),
        options.leadIn().toMillis() / 1e3,
        options.duration().toMillis() / 1e3,
        recoveries,
        valid,
        valid && quiet && !options.quick(),
        warnings);
  }

  private Selected selected() {
    return options.selection().get(0);
  }

  private double rate() {
    return options.rate().orElse(selected().variant().defaultRate());
  }

  private Recovery recovery(
      RunContext context, Traces traces, Contender contender, Map<Engine, String> versions) {
    Engine engine = contender.engine();
    Gear gear = contender.gear();
    String name = engine.label() + " " + gear.name();
    String log = engine.label() + "-" + gear.name().replaceAll("[^a-z0-9-]", "_");
    say.accept("starting " + name);
    try (CellRunner runner = new CellRunner(context, traces, engine, gear, log, say)) {
      versions.put(engine, runner.version());
      Trace trace = traces.get(selected().exercise(), selected().variant(), request());
      if (options.events() > 0) {
        runner.orRefused(
            () -> {
              runner.warmUp(selected(), rate(), options.events());
              return true;
            });
      }
      say.accept("%s: live, killed after %d s".formatted(name, options.leadIn().toSeconds()));
      Path restarted = context.logs().resolve(log + "-restarted.log");
      CrashRun run = new CrashRun(context, selected(), trace, gear, runner);
      return recovery(contender, run.run(restarted));
    } catch (CellRunner.Refused e) {
      return Recovery.failed(engine, gear.name(), gear.guarantee(), e.getMessage());
    } catch (HarnessException e) {
      // one that can't be measured does not take the others with it
      if (e.exitCode() != ExitCode.INVALID) {
        throw e;
      }
      String why = e instanceof RunFailed failed ? failed.reason() : e.getMessage();
      invalid(name + " did not come through: " + why);
      return Recovery.failed(engine, gear.name(), gear.guarantee(), why);
    }
  }

  private TraceRequest request() {
    return TraceRequest.live(
        options.seed(), options.parallelism(), rate(), options.leadIn(), options.duration());
  }

  private Recovery recovery(Contender contender, CrashRun.Seen seen) {
    Gear gear = contender.gear();
    String name = contender.engine().label() + " " + gear.name();
    Outage outage = new Outage(rows(seen), seen.killed());
    Times times = times(outage, seen);
    Measures.Lag lag = CellRunner.lag(seen.sent());
    boolean late = late(lag, times);
    if (late) {
      invalid("%s: the generator was late, p99 %.1f ms; lower --rate".formatted(name, lag.p99()));
    }
    if (outage.negative() > 0) {
      invalid("%s: %d latencies below zero".formatted(name, outage.negative()));
    }
    if (!seen.workedOff()) {
      invalid(
          "%s: not at the end of its input %d s and more after the schedule's end; lower --rate"
              .formatted(name, CrashRun.PATIENCE.toSeconds()));
    }
    Promise promise = Promise.of(gear, contender.engine(), selected().variant());
    return new Recovery(
        contender.engine(),
        gear.name(),
        gear.guarantee(),
        promise.recounts(),
        times,
        counted(seen.delivery()),
        seen.uncommitted() == null ? null : counted(seen.uncommitted()),
        // what an engine has not got to is not lost
        seen.workedOff() ? (Boolean) promise.keptBy(seen.delivery()) : null,
        outage.overTime(seen.begun() + options.leadIn().toNanos() / 1_000),
        lag,
        late,
        seen.noisy(),
        null);
  }

  /** What is measured here are seconds: a sender may be late by a small share of them. */
  private static boolean late(Measures.Lag lag, Times times) {
    double measuredMs = times.firstRowSeconds() == null ? 0 : times.firstRowSeconds() * 1e3;
    return lag.p99() > Assembly.tolerableLagMs(measuredMs);
  }

  private Times times(Outage outage, CrashRun.Seen seen) {
    Long first =
        seen.rows().stream()
            .map(Collector.Row::visibleMicros)
            .filter(instant -> instant >= seen.ready())
            .min(Long::compare)
            .orElse(null);
    // of the traffic before the kill the second half: the first may still be warming up
    Long usual = outage.usualLatency((seen.begun() + seen.killed()) / 2);
    Long caughtUp = first == null ? null : outage.caughtUp(first, usual == null ? 0 : usual);
    return new Times(
        seconds(seen.killed(), seen.ready()),
        seconds(seen.ready(), seen.running()),
        first == null ? null : (Double) seconds(seen.killed(), first),
        caughtUp == null ? null : (Double) seconds(seen.killed(), caughtUp),
        usual == null ? null : (Double) (usual / 1e3));
  }

  private static double seconds(long fromMicros, long toMicros) {
    return (toMicros - fromMicros) / MICROS_PER_SECOND;
  }

  /** Each input that rows are expected of, with the instant at which the last of them came. */
  private static List<Seen> rows(CrashRun.Seen seen) {
    Map<Long, Long> owed = new HashMap<>();
    Map<Long, Long> visible = new HashMap<>();
    for (ExpectedRow row : seen.expected()) {
      owed.merge(row.cause(), 1L, Long::sum);
    }
    for (Match match : seen.delivery().shown()) {
      visible.merge(match.cause(), seen.rows().get(match.observed()).visibleMicros(), Math::max);
      owed.merge(match.cause(), -1L, Long::sum);
    }
    List<Seen> rows = new ArrayList<>();
    owed.forEach(
        (cause, missing) ->
            rows.add(
                new Seen(
                    seen.sent().dueMicros(cause),
                    missing > 0 ? Outage.NEVER : visible.get(cause))));
    return rows;
  }

  private static Rows counted(Delivery delivery) {
    return new Rows(
        delivery.expected(),
        delivery.observed(),
        delivery.lost(),
        delivery.duplicated(),
        delivery.altered());
  }

  private void invalid(String why) {
    valid = false;
    warnings.add(why);
  }
}
