package tandem.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
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
import tandem.harness.HarnessException;
import tandem.harness.process.Installation;
import tandem.harness.report.AaReport;
import tandem.harness.report.Report;
import tandem.harness.report.RunComparisonReport;
import tandem.harness.report.SweepReport;
import tandem.harness.result.AaResult;
import tandem.harness.result.RunComparison;
import tandem.harness.run.AaSuite;
import tandem.harness.run.Forecast;
import tandem.harness.run.RunOptions;

/** Compares two finished runs, or an engine with itself. */
@Command(
    name = "compare",
    description =
        "Set two finished runs or sweeps side by side; or, with --aa, test the measurement itself on "
            + "one engine.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Language language;
  @Mixin private MeasuringOptions measuring;
  @Mixin private AaOptions aa;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..2",
      description = "Two folders with a result.json or a sweep.json each: A, then B.")
  private List<Path> runs = List.of();

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (aa.id != null && runs.isEmpty()) {
      return suite();
    }
    if (aa.id == null && runs.size() == 2) {
      return sideBySide();
    }
    throw MeasuringOptions.usage(
        "compare takes two folders of runs, or --aa and an exercise; see: tandem compare --help");
  }

  private int sideBySide() {
    if (measuring.out != null) {
      notARun(measuring.out);
    }
    RunComparison comparison = RunComparisonReport.compare(runs.get(0), runs.get(1));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Main.json(out, comparison);
    } else {
      out.println(RunComparisonReport.console(comparison, language.code()));
    }
    if (measuring.out != null) {
      Path folder = MeasuringOptions.writable(measuring.out);
      RunComparisonReport.write(comparison, folder, language.code());
      if (!json) {
        out.println("report: " + folder.resolve("report.html").toAbsolutePath());
      }
    }
    if (!comparison.comparable()) {
      throw new HarnessException(
          ExitCode.USAGE,
          "nothing in %s and %s can be compared: %s"
              .formatted(runs.get(0), runs.get(1), RunComparisonReport.obstacles(comparison)));
    }
    return 0;
  }

  private int suite() {
    RunOptions options = aa.decided(measuring);
    notARun(options.out());
    Path folder = MeasuringOptions.writable(options.out());
    Map<String, String> effective = AaOptions.effective(options);
    Optional<AaResult> before = AaOptions.before(folder, effective);
    Forecast forecast = AaSuite.forecast(options);
    MeasuringOptions.ready(forecast);
    Progress progress = new Progress(spec.commandLine().getErr());
    before.ifPresent(done -> progress.accept("continues after " + done.runs().size() + " runs"));
    progress.expect("the whole suite", forecast);
    AaSuite suite =
        new AaSuite(
            options,
            Installation.locate(),
            progress,
            (sofar, newest) -> AaReport.keep(sofar, newest, folder));
    AaResult result = suite.run(MeasuringOptions.commandLine(spec), effective, before);
    AaReport.write(result, folder, language.code());
    Outcome.tell(spec, json, result, () -> AaReport.console(result, language.code()), folder);
    return 0;
  }

  /** The report of a run must not be overwritten by another one. */
  private static void notARun(Path out) {
    if (Files.exists(out.resolve(Report.RESULT_JSON))
        || Files.exists(out.resolve(SweepReport.SWEEP_JSON))) {
      throw MeasuringOptions.usage("--out " + out + " holds a run; name another folder");
    }
  }
}
