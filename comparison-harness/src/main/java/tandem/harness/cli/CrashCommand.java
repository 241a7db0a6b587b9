package tandem.harness.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tandem.harness.ExitCode;
import tandem.harness.process.Installation;
import tandem.harness.report.CrashReport;
import tandem.harness.result.CrashResult;
import tandem.harness.run.Contender;
import tandem.harness.run.Crash;
import tandem.harness.run.Forecast;
import tandem.harness.run.RunOptions;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.run.Engine;

/** Kills the engines in the middle of live traffic and shows how they recover. */
@Command(
    name = "crash",
    description =
        "Kill each engine's process (SIGKILL) in the middle of live traffic and start it again: time "
            + "until rows come, time until the backlog is gone, rows lost and duplicated. --warmup is "
            + "the traffic before the kill (default: 30 s, quick 10), --duration that after it (60 s, "
            + "quick 15), --events what warms the process up before both (100000).",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CrashCommand implements Callable<Integer> {
  private static final List<String> GEARS =
      List.of("spark:asap", "flink:at-least-once", "flink:exactly-once=1s");
  private static final int QUICK_BEFORE = 10;
  private static final int QUICK_AFTER = 15;
  private static final int FULL_BEFORE = 30;
  private static final int FULL_AFTER = 60;
  private static final long WARM_UP_EVENTS = 100_000;

  @Spec private CommandSpec spec;
  @Mixin private Language language;
  @Mixin private MeasuringOptions measuring;

  @Parameters(paramLabel = "ID", description = "The exercise.")
  private String id;

  @Option(
      names = "--gear",
      description =
          "A gear, such as spark:every=1s or flink:exactly-once=5s; repeat it for more "
              + "(default: spark:asap, flink:at-least-once, flink:exactly-once=1s).")
  private List<String> gears = GEARS;

  @Option(names = "--rate", description = "Offered records per second (default: the variant's).")
  private Double rate;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    MeasuringOptions.positive("--rate", rate);
    MeasuringOptions.positive("--warmup", measuring.warmup);
    List<Contender> contenders = contenders();
    RunOptions options = options();
    MeasuringOptions.ready(Forecast.of(options));
    Path folder = MeasuringOptions.writable(options.out());
    Progress progress = new Progress(spec.commandLine().getErr());
    Crash crash = new Crash(options, contenders, Installation.locate(), progress);
    CrashResult result =
        crash.run(
            MeasuringOptions.commandLine(spec),
            effective(options, contenders),
            sofar -> CrashReport.write(sofar, folder, language.code()));
    Outcome.tell(spec, json, result, () -> CrashReport.console(result, language.code()), folder);
    ExitCode doubtful = result.valid() ? ExitCode.OK : ExitCode.INVALID;
    return (result.broken() ? ExitCode.DIFFERENT : doubtful).code();
  }

  private List<Contender> contenders() {
    List<Contender> contenders = Contenders.of(gears);
    for (Contender each : contenders) {
      boolean ends = each.gear().endsByItself();
      if (each.engine() == Engine.FLOOR || ends) {
        throw MeasuringOptions.usage(
            "--gear '%s' has nothing to recover; give a gear of spark: or flink: that keeps running"
                .formatted(each.gear().name()));
      }
    }
    return contenders;
  }

  private RunOptions options() {
    measuring.check();
    List<Selected> selection = Selection.variants(List.of(id), measuring.variant, false);
    if (selection.size() != 1 || !selection.get(0).timed()) {
      throw MeasuringOptions.usage(
          "a crash test takes one exercise, and a variant of it that can be timed; see: tandem list");
    }
    boolean quick = measuring.quick;
    return measuring.gearByGear(
        selection.get(0),
        Optional.ofNullable(rate),
        quick ? QUICK_AFTER : FULL_AFTER,
        quick ? QUICK_BEFORE : FULL_BEFORE,
        WARM_UP_EVENTS);
  }

  private static Map<String, String> effective(RunOptions options, List<Contender> contenders) {
    Map<String, String> effective = Resumption.effective(options, contenders);
    effective.put("rate", MeasuringOptions.effective(options).get("rate"));
    return effective;
  }
}
