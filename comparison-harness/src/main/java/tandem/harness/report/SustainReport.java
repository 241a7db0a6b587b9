package tandem.harness.report;

import java.nio.file.Path;
import java.util.List;
import tandem.harness.HarnessException;
import tandem.harness.report.page.Page;
import tandem.harness.result.PublishedSchema;
import tandem.harness.result.SustainResult;

/**
 * Writes what a search for sustainable rates found into its folder and reads it again: {@code
 * sustain.json} holds everything, the other files are made from it.
 */
public final class SustainReport {
  /** The machine's file. */
  public static final String SUSTAIN_JSON = PublishedSchema.SUSTAIN.file();

  private SustainReport() {}

  /**
   * Writes all files of a report.
   *
   * @param directory where to; made if it is not there
   * @param language {@code es} for Spanish, otherwise English
   * @return the files, {@code sustain.json} first
   * @throws IllegalStateException if the result does not fit its schema
   * @throws HarnessException if the directory can't be written to
   */
  public static List<Path> write(SustainResult result, Path directory, String language) {
    Page page = new SustainPage(result, new Messages(Language.of(language))).page();
    return ReportFiles.write(ReportFiles.of(PublishedSchema.SUSTAIN, result, page), directory);
  }

  /** The gist of a result for a terminal. */
  public static String console(SustainResult result, String language) {
    Messages words = new Messages(Language.of(language));
    List<SearchView> gears = SearchView.of(result, words);
    SustainVerdict verdict = new SustainVerdict(result, gears, words);
    StringBuilder out = new StringBuilder();
    out.append(result.exercise()).append(' ').append(result.variant()).append(": ");
    out.append(verdict.verdict()).append('\n').append(verdict.lead()).append('\n');
    out.append(ConsoleReport.text(new SustainTables(gears, words).rates())).append('\n');
    out.append(ConsoleReport.warnings(result.warnings(), words));
    return out.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws HarnessException in one line, if there is no such search, or if it can't be read
   */
  public static SustainResult read(Path directory) {
    return ReportFiles.read(
        directory, PublishedSchema.SUSTAIN, SustainResult.SCHEMA_VERSION, SustainResult.class);
  }
}
