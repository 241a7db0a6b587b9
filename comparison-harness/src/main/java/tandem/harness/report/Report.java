package tandem.harness.report;

import static java.util.Comparator.comparing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tandem.harness.HarnessException;
import tandem.harness.report.page.Page;
import tandem.harness.result.HistogramName;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.PublishedSchema;
import tandem.harness.result.Result;

/**
 * Writes the results of a run into its folder and reads them again: {@code result.json} and {@code
 * *.hdr} hold everything, the other files are made from them.
 */
public final class Report {
  /** The machine's file. */
  public static final String RESULT_JSON = PublishedSchema.RESULT.file();

  /** The page to look at. */
  public static final String HTML = "report.html";

  private static final String ENCODED = ".hdr";

  private Report() {}

  /**
   * A finished run.
   *
   * @param result what it found
   * @param histograms its latencies
   */
  public record Finished(Result result, Map<HistogramName, LatencyHistogram> histograms) {}

  /**
   * Writes all files of a report.
   *
   * @param directory where to; made if it is not there
   * @param language {@code es} for Spanish, otherwise English
   * @return the files, {@code result.json} first
   * @throws IllegalStateException if the result does not fit its schema
   * @throws HarnessException if the directory can't be written to
   */
  public static List<Path> write(
      Result result,
      Map<HistogramName, LatencyHistogram> histograms,
      Path directory,
      String language) {
    Map<HistogramName, LatencyHistogram> sorted = new TreeMap<>(comparing(HistogramName::stem));
    sorted.putAll(histograms);
    Page page = new PageBuilder(result, sorted, new Messages(Language.of(language))).page();
    Map<String, String> files = ReportFiles.of(PublishedSchema.RESULT, result, page);
    files.put("measures.csv", CsvReport.measures(result));
    files.put("percentiles.csv", CsvReport.percentiles(sorted));
    sorted.forEach(
        (name, histogram) -> {
          files.put(name.stem() + ".hgrm", hgrm(histogram));
          files.put(name.stem() + ENCODED, histogram.encode() + "\n");
        });
    return ReportFiles.write(files, directory);
  }

  /** The gist of a result for a terminal. */
  public static String console(Result result, String language) {
    return ConsoleReport.render(result, new Messages(Language.of(language)));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws HarnessException if there is no such run, or if it can't be read
   */
  public static Finished read(Path directory) {
    Result result =
        ReportFiles.read(directory, PublishedSchema.RESULT, Result.SCHEMA_VERSION, Result.class);
    try {
      return new Finished(result, histograms(directory));
    } catch (IOException | IllegalArgumentException e) {
      throw ReportFiles.unreadable(directory, e);
    }
  }

  private static Map<HistogramName, LatencyHistogram> histograms(Path directory)
      throws IOException {
    Map<HistogramName, LatencyHistogram> histograms = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENCODED)) {
          String stem = name.substring(0, name.length() - ENCODED.length());
          histograms.put(
              HistogramName.ofStem(stem), LatencyHistogram.decode(Files.readString(file)));
        }
      }
    }
    return histograms;
  }

  private static String hgrm(LatencyHistogram histogram) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      histogram.writeHgrm(out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
