package tandem.harness.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.harness.HarnessException;
import tandem.harness.report.page.Page;
import tandem.harness.result.CrashResult;
import tandem.harness.result.PublishedSchema;
import tandem.harness.result.ResultJson;

/**
 * Writes what a crash test found into its folder and reads it again: {@code crash.json} holds
 * everything, the other files are made from it.
 */
public final class CrashReport {
  /** The machine's file. */
  public static final String CRASH_JSON = "crash.json";

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
    JsonNode json = ResultJson.mapper().valueToTree(crash);
    PublishedSchema.CRASH.validate(json);
    Map<String, String> files = new LinkedHashMap<>();
    Page page = new CrashPage(crash, new Messages(Language.of(language))).page();
    files.put(CRASH_JSON, json.toPrettyString() + "\n");
    files.put(Report.HTML, HtmlReport.render(page));
    files.put("summary.md", MarkdownReport.render(page));
    return ReportFiles.write(files, directory);
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
        directory,
        CRASH_JSON,
        CrashResult.SCHEMA_VERSION,
        PublishedSchema.CRASH::validate,
        CrashResult.class);
  }
}
