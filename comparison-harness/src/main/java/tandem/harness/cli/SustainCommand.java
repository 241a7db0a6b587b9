package tandem.harness.cli;

import java.nio.file.Path;
import java.time.Duration;
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
import tandem.harness.report.SustainReport;
import tandem.harness.result.SustainResult;
import tandem.harness.run.Contender;
import tandem.harness.run.Forecast;
import tandem.harness.run.RunOptions;
import tandem.harness.run.RunOptions.Selected;
import tandem.harness.run.Sustain;
import tandem.harness.stats.RateSearch;
import tandem.model.catalog.Variant;

/** Searches the greatest rate that gears sustain. */
@Command(
    name = "sustain",
    description = "Search the greatest offered rate that each gear sustains, and show every probe.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SustainCommand implements Callable<Integer> {
  private static final int QUICK_SECONDS = 10;
  private static final int FULL_SECONDS = 60;
  private static final int QUICK_WARMUP = 3;
  private static final int FULL_WARMUP = 10;
  private static final int QUICK_PROBES = 8;
  private static final int FULL_PROBES = 12;

  private static final List<String> STANDARD = List.of("flink", "spark", "floor");

  /** Events in a third of a probe: a thousand samples give a p99, if one event in three answers. */
  private static final int EVENTS_IN_A_THIRD = 3_000;

  @Spec private CommandSpec spec;
  @Mixin private Language language;
  @Mixin private MeasuringOptions measuring;

  @Parameters(paramLabel = "ID", description = "The exercise.")
  private String id;

  @Option(
      names = "--gear",
      description =
          "A gear, such as spark:asap or flink:exactly-once=1s; repeat it for more "
              + "(default: each contender's standard one).")
  private List<String> gears = List.of();

  @Option(
      names = "--start",
      defaultValue = "10000",
      description = "The first rate to try, records per second (default: ${DEFAULT-VALUE}).")
  private double start;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    RunOptions options = options();
    RateSearch.Plan plan = plan(options.duration());
    List<Contender> contenders = contenders(options.selection().get(0).variant());
    Progress progress = new Progress(spec.commandLine().getErr());
    Sustain sustain = new Sustain(options, contenders, plan, Installation.locate(), progress);
    Forecast forecast = sustain.forecast();
    MeasuringOptions.ready(forecast);
    Path folder = MeasuringOptions.writable(options.out());
    Map<String, String> effective = Resumption.effective(options, contenders);
    effective.put("start", "%.0f".formatted(start));
    Optional<SustainResult> before =
        Resumption.before(
            folder, SustainReport.SUSTAIN_JSON, SustainReport::read, SustainResult::run, effective);
    before.ifPresent(done -> progress.accept("continues with the probes of " + done.run().id()));
    progress.expect("this search", forecast);
    SustainResult result =
        sustain.run(
            MeasuringOptions.commandLine(spec),
            effective,
            before,
            sofar -> SustainReport.write(sofar, folder, language.code()));
    Outcome.tell(spec, json, result, () -> SustainReport.console(result, language.code()), folder);
    return exitCode(result, folder).code();
  }

  private ExitCode exitCode(SustainResult result, Path folder) {
    if (result.valid()) {
      return ExitCode.OK;
    }
    boolean right = result.gears().stream().allMatch(SustainResult.GearSearch::right);
    spec.commandLine()
        .getErr()
        .println(
            right
                ? "tandem: the search is invalid: latencies below zero; see " + folder
                : "tandem: an output differs from the oracle; see " + folder);
    return right ? ExitCode.INVALID : ExitCode.DIFFERENT;
  }

  private RateSearch.Plan plan(Duration probe) {
    double lowest = Math.ceil(3.0 * EVENTS_IN_A_THIRD / probe.toSeconds());
    if (!(start >= lowest)) {
      throw MeasuringOptions.usage(
          "--start %.0f is too low: a probe of %d s needs at least %.0f events/s for its percentiles"
              .formatted(start, probe.toSeconds(), lowest));
    }
    return new RateSearch.Plan(start, lowest, measuring.quick ? QUICK_PROBES : FULL_PROBES);
  }

  private List<Contender> contenders(Variant variant) {
    List<Contender> contenders = Contenders.of(gears, STANDARD, variant);
    for (Contender contender : contenders) {
      if (contender.gear().endsByItself()) {
        throw MeasuringOptions.usage(
            "--gear spark:%s ends with its input; tandem drain measures it"
                .formatted(contender.gear().name()));
      }
    }
    return contenders;
  }

  private RunOptions options() {
    measuring.check();
    List<Selected> selection = Selection.variants(List.of(id), measuring.variant, false);
    Selected selected = selection.get(0);
    if (selection.size() != 1 || !selected.timed() || !selected.variant().answersEachInput()) {
      throw MeasuringOptions.usage(
          "sustain takes one exercise, and a variant that can be timed and answers each event "
              + "(not each window), such as 11.1.2");
    }
    boolean quick = measuring.quick;
    return measuring.gearByGear(
        selected, quick ? QUICK_SECONDS : FULL_SECONDS, quick ? QUICK_WARMUP : FULL_WARMUP, 0);
  }
}
