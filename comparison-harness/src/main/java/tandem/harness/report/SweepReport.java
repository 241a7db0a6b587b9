package tandem.harness.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tandem.harness.HarnessException;
import tandem.harness.report.page.Page;
import tandem.harness.result.PublishedSchema;
import tandem.harness.result.SweepResult;

/**
 * Writes what a sweep found into its folder and reads it again: {@code sweep.json} holds
 * everything, the other files are made from it.
 */
public final class SweepReport {
  /** The machine's file. */
  public static final String SWEEP_JSON = PublishedSchema.SWEEP.file();

  /** One row for each gear and rate. */
  public static final String CSV = "sweep.csv";

  private SweepReport() {}

  /**
   * Writes all files of a report.
   *
   * @param directory where to; made if it is not there
   * @param language {@code es} for Spanish, otherwise English
   * @return the files, {@code sweep.json} first
   * @throws IllegalStateException if the sweep does not fit its schema
   * @throws HarnessException if the directory can't be written to
   */
  public static List<Path> write(SweepResult sweep, Path directory, String language) {
    Page page = new SweepPage(sweep, new Messages(Language.of(language))).page();
    Map<String, String> files = ReportFiles.of(PublishedSchema.SWEEP, sweep, page);
    files.put(CSV, SweepCsv.render(sweep));
    return ReportFiles.write(files, directory);
  }

  /** The gist of a sweep for a terminal. */
  public static String console(SweepResult sweep, String language) {
    return SweepConsole.render(sweep, new Messages(Language.of(language)));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws HarnessException in one line, if there is no such sweep, or if it can't be read
   */
  public static SweepResult read(Path directory) {
    return ReportFiles.read(
        directory, PublishedSchema.SWEEP, SweepResult.SCHEMA_VERSION, SweepResult.class);
  }
}
