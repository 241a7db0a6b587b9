package tandem.harness.report;

import java.nio.file.Path;
import java.util.List;
import tandem.harness.HarnessException;
import tandem.harness.report.page.Page;
import tandem.harness.result.CrashResult;
import tandem.harness.result.PublishedSchema;

/**
 * Writes what a crash test found into its folder and reads it again: {@code crash.json} holds
 * everything, the other files are made from it.
 */
public final class CrashReport {
  /** The machine's file. */
  public static final String CRASH_JSON = PublishedSchema.CRASH.file();

  private CrashReport() {}

  /**
   * Writes all files of a report.
   *
   * @param directory where to; made if it is not there
   * @param language {@code es} for Spanish, otherwise English
   * @return the files, {@code crash.json} first
   * @throws IllegalStateException if the result does not fit its schema
   * @throws HarnessException if the directory can't be written to
   */
  public static List<Path> write(CrashResult crash, Path directory, String language) {
    Page page = new CrashPage(crash, new Messages(Language.of(language))).page();
    return ReportFiles.write(ReportFiles.of(PublishedSchema.CRASH, crash, page), directory);
  }

  /** The gist of a crash test for a terminal. */
  public static String console(CrashResult crash, String language) {
    return CrashConsole.render(crash, new Messages(Language.of(language)));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws HarnessException in one line, if there is no such test, or if it can't be read
   */
  public static CrashResult read(Path directory) {
    return ReportFiles.read(
        directory, PublishedSchema.CRASH, CrashResult.SCHEMA_VERSION, CrashResult.class);
  }
}
