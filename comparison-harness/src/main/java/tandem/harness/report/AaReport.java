package tandem.harness.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.harness.HarnessException;
import tandem.harness.report.page.Page;
import tandem.harness.result.AaResult;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.PublishedSchema;

/**
 * Writes what an A/A suite found into its folder and reads it again: {@code aa.json} holds every
 * run's figures, {@code *.hdr} every run's latencies, and the other files are made from them.
 */
public final class AaReport {
  /** The machine's file. */
  public static final String AA_JSON = PublishedSchema.AA.file();

  private AaReport() {}

  /** Writes what there is after a run, with that run's latencies. */
  public static void keep(AaResult sofar, LatencyHistogram newest, Path directory) {
    AaResult.Run run = sofar.runs().get(sofar.runs().size() - 1);
    String name = "endToEnd-%s-%02d.hdr".formatted(run.arm().label(), run.number());
    Map<String, String> files = new LinkedHashMap<>();
    files.put(name, newest.encode() + "\n");
    // last: what it says is there, is there
    files.put(AA_JSON, ReportFiles.json(PublishedSchema.AA, sofar));
    ReportFiles.write(files, directory);
  }

  /**
   * Writes all files of a report.
   *
   * @param directory where to; made if it is not there
   * @param language {@code es} for Spanish, otherwise English
   * @return the files, {@code aa.json} first
   * @throws IllegalStateException if the result does not fit its schema
   * @throws HarnessException if the directory can't be written to
   */
  public static List<Path> write(AaResult suite, Path directory, String language) {
    Page page = new AaPage(suite, new Messages(Language.of(language))).page();
    return ReportFiles.write(ReportFiles.of(PublishedSchema.AA, suite, page), directory);
  }

  /** The gist of a suite for a terminal. */
  public static String console(AaResult suite, String language) {
    return new AaPage(suite, new Messages(Language.of(language))).console();
  }

  /**
   * Reads what {@link #write} or {@link #keep} wrote.
   *
   * @throws HarnessException in one line, if there is no such suite, or if it can't be read
   */
  public static AaResult read(Path directory) {
    return ReportFiles.read(directory, PublishedSchema.AA, AaResult.SCHEMA_VERSION, AaResult.class);
  }
}
