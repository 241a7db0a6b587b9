package tandem.harness.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.report.page.Page;
import tandem.harness.result.PublishedSchema;
import tandem.harness.result.RunComparison;
import tandem.harness.stats.RunComparer;
import tandem.harness.stats.RunFigures;

/**
 * Reads two finished runs, sets them side by side, and writes what came of it: {@code compare.json}
 * holds everything, the other files are made from it.
 */
public final class RunComparisonReport {
  /** The machine's file. */
  public static final String COMPARE_JSON = PublishedSchema.COMPARE.file();

  private RunComparisonReport() {}

  /**
   * Compares what stands in two folders.
   *
   * @throws HarnessException in one line, if a folder holds no run, or one a run and the other a
   *     sweep
   */
  public static RunComparison compare(Path a, Path b) {
    RunFigures left = figures(a);
    RunFigures right = figures(b);
    if (left.sweep() != right.sweep()) {
      throw new HarnessException(
          ExitCode.USAGE,
          "'%s' is a %s and '%s' a %s; compare two runs or two sweeps"
              .formatted(a, kind(left), b, kind(right)));
    }
    return RunComparer.compare(a.toString(), left, b.toString(), right);
  }

  private static String kind(RunFigures figures) {
    return figures.sweep() ? "sweep" : "run";
  }

  private static RunFigures figures(Path folder) {
    if (Files.isRegularFile(folder.resolve(SweepReport.SWEEP_JSON))) {
      return RunFigures.of(SweepReport.read(folder));
    }
    if (!Files.isRegularFile(folder.resolve(Report.RESULT_JSON))) {
      throw new HarnessException(
          ExitCode.USAGE,
          "'%s' holds no %s and no %s; name the folder of a run or a sweep"
              .formatted(folder, Report.RESULT_JSON, SweepReport.SWEEP_JSON));
    }
    return RunFigures.of(Report.read(folder).result());
  }

  /**
   * Writes all files of a report.
   *
   * @param directory where to; made if it is not there
   * @param language {@code es} for Spanish, otherwise English
   * @return the files, {@code compare.json} first
   * @throws IllegalStateException if the comparison does not fit its schema
   * @throws HarnessException if the directory can't be written to
   */
  public static List<Path> write(RunComparison comparison, Path directory, String language) {
    Page page = new RunComparisonPage(comparison, words(language)).page();
    return ReportFiles.write(ReportFiles.of(PublishedSchema.COMPARE, comparison, page), directory);
  }

  /** The gist for a terminal. */
  public static String console(RunComparison comparison, String language) {
    return new RunComparisonPage(comparison, words(language)).console();
  }

  /** Why no figure of both could be compared, in one line of English. */
  public static String obstacles(RunComparison comparison) {
    return new RunComparisonPage(comparison, words("en")).obstacles();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws HarnessException in one line, if it is not there or can't be read
   */
  public static RunComparison read(Path directory) {
    return ReportFiles.read(
        directory, PublishedSchema.COMPARE, RunComparison.SCHEMA_VERSION, RunComparison.class);
  }

  private static Messages words(String language) {
    return new Messages(Language.of(language));
  }
}
