package tandem.harness.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
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
import tandem.harness.result.PublishedSchema;

/** Draws the report of a finished run anew, for instance in the other language. */
@Command(
    name = "report",
    description = "Write the report of a finished run anew.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  private static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>(
              PublishedSchema.SWEEP, SweepReport::read, SweepReport::write, SweepReport::console),
          new Kind<>(
              PublishedSchema.SUSTAIN,
              SustainReport::read,
              SustainReport::write,
              SustainReport::console),
          new Kind<>(
              PublishedSchema.CRASH, CrashReport::read, CrashReport::write, CrashReport::console),
          new Kind<>(PublishedSchema.AA, AaReport::read, AaReport::write, AaReport::console),
          new Kind<>(
              PublishedSchema.COMPARE,
              RunComparisonReport::read,
              RunComparisonReport::write,
              RunComparisonReport::console),
          new Kind<>(
              PublishedSchema.RESULT,
              Report::read,
              (run, folder, code) -> Report.write(run.result(), run.histograms(), folder, code),
              (run, code) -> Report.console(run.result(), code)));

  @Spec private CommandSpec spec;
  @Mixin private Language language;

  @Parameters(paramLabel = "RUN", description = "Folder of a run, with its result.json.")
  private Path run;

  @Override
  public Integer call() {
    Kind<?> kind =
        KINDS.stream()
            .filter(each -> Files.isRegularFile(run.resolve(each.holder().file())))
            .findFirst()
            .orElseThrow(
                () ->
                    new HarnessException(
                        ExitCode.USAGE,
                        "'" + run + "' holds no result.json; name the folder of a run"));
    spec.commandLine().getOut().println(kind.anew(run, language.code()));
    spec.commandLine().getOut().println("report: " + run.resolve("report.html").toAbsolutePath());
    return 0;
  }

  /**
   * One kind of report.
   *
   * @param holder the file by which a folder of this kind is known
   * @param console the gist for a terminal, in a language
   */
  private record Kind<T>(
      PublishedSchema holder,
      Function<Path, T> read,
      Writer<T> write,
      BiFunction<T, String, String> console) {

    /** Writes the report again and gives the gist. */
    String anew(Path folder, String code) {
      T finished = read.apply(folder);
      write.write(finished, folder, code);
      return console.apply(finished, code);
    }
  }

  /** Writes what was found into a folder, in a language. */
  private interface Writer<T> {
    List<Path> write(T finished, Path folder, String code);
  }
}
