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
import tandem.harness.engine.RunFailed;
import tandem.harness.process.Installation;
import tandem.harness.result.CrashResult;
import tandem.harness.result.CrashResult.Recovery;
import tandem.harness.result.RunInfo;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceRequest;

/**
 * Kills each contender once in the middle of live traffic and measures how it recovers. The lead-in
 * of the options is the traffic before the kill, the duration that after it.
 */
public final class Crash {
  private final RunOptions options;
  private final List<Contender> contenders;
  private final Installation installation;
  private final Watcher say;
  private final Instant time = Instant.now();
  private final List<Text> warnings = new ArrayList<>();
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
      RecoveryReading reading = new RecoveryReading(options, contender, run.run(restarted));
      reading.faults().forEach(this::invalid);
      return reading.recovery();
    } catch (CellRunner.Refused e) {
      return Recovery.failed(engine, gear.name(), gear.guarantee(), e.getMessage());
    } catch (HarnessException e) {
      // one that can't be measured does not take the others with it
      if (e.exitCode() != ExitCode.INVALID) {
        throw e;
      }
      String why = e instanceof RunFailed failed ? failed.reason() : e.getMessage();
      invalid(Text.formatted("%s did not come through: %s", "%s no salió adelante: %s", name, why));
      return Recovery.failed(engine, gear.name(), gear.guarantee(), why);
    }
  }

  private TraceRequest request() {
    return TraceRequest.live(
        options.seed(), options.parallelism(), rate(), options.leadIn(), options.duration());
  }

  private void invalid(Text why) {
    valid = false;
    warnings.add(why);
  }
}
