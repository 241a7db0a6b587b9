package tandem.harness.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.report.AaReport;
import tandem.harness.report.CrashReport;
import tandem.harness.report.Report;
import tandem.harness.report.RunComparisonReport;
import tandem.harness.report.SustainReport;
import tandem.harness.report.SweepReport;
import tandem.harness.result.AaResult;
import tandem.harness.result.CrashResult;
import tandem.harness.result.RunComparison;
import tandem.harness.result.SustainResult;
import tandem.harness.result.SweepResult;

/** Draws the report of a finished run anew, for instance in the other language. */
@Command(
    name = "report",
    description = "Write the report of a finished run anew.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Language language;

  @Parameters(paramLabel = "RUN", description = "Folder of a run, with its result.json.")
  private Path run;

  @Override
  public Integer call() {
    if (Files.isRegularFile(run.resolve(SweepReport.SWEEP_JSON))) {
      SweepResult sweep = SweepReport.read(run);
      SweepReport.write(sweep, run, language.code());
      return told(SweepReport.console(sweep, language.code()));
    }
    if (Files.isRegularFile(run.resolve(SustainReport.SUSTAIN_JSON))) {
      SustainResult search = SustainReport.read(run);
      SustainReport.write(search, run, language.code());
      return told(SustainReport.console(search, language.code()));
    }
    if (Files.isRegularFile(run.resolve(CrashReport.CRASH_JSON))) {
      CrashResult crash = CrashReport.read(run);
      CrashReport.write(crash, run, language.code());
      return told(CrashReport.console(crash, language.code()));
    }
    if (Files.isRegularFile(run.resolve(AaReport.AA_JSON))) {
      AaResult suite = AaReport.read(run);
      AaReport.write(suite, run, language.code());
      return told(AaReport.console(suite, language.code()));
    }
    if (Files.isRegularFile(run.resolve(RunComparisonReport.COMPARE_JSON))) {
      RunComparison comparison = RunComparisonReport.read(run);
      RunComparisonReport.write(comparison, run, language.code());
      return told(RunComparisonReport.console(comparison, language.code()));
    }
    if (!Files.isRegularFile(run.resolve("result.json"))) {
      throw new HarnessException(
          ExitCode.USAGE, "'" + run + "' holds no result.json; name the folder of a run");
    }
    Report.Finished finished = Report.read(run);
    Report.write(finished.result(), finished.histograms(), run, language.code());
    return told(Report.console(finished.result(), language.code()));
  }

  private int told(String gist) {
    spec.commandLine().getOut().println(gist);
    spec.commandLine().getOut().println("report: " + run.resolve("report.html").toAbsolutePath());
    return 0;
  }
}
