package tandem.harness.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.HistogramName;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.Measures;
import tandem.harness.result.Result;
import tandem.harness.result.ResultJson;
import tandem.model.run.Engine;

/** Writes figures as CSV (RFC 4180), one figure a line, numbers in the neutral notation. */
final class CsvReport {
  private static final int POINTS_PER_DECADE = 20;

  private CsvReport() {}

  /** Every measured figure, by its path in {@code result.json}, which names its unit. */
  static String measures(Result result) {
    return csv(
        out -> {
          for (ExerciseResult exercise : result.exercises()) {
            for (Engine engine : exercise.measures().engines()) {
              measures(exercise, engine, out);
            }
          }
        },
        "exercise",
        "variant",
        "engine",
        "outputRight",
        "figure",
        "value");
  }

  /** The curves of all histograms. */
  static String percentiles(Map<HistogramName, LatencyHistogram> histograms) {
    return csv(
        out -> {
          for (Map.Entry<HistogramName, LatencyHistogram> each : histograms.entrySet()) {
            percentiles(each.getKey(), each.getValue(), out);
          }
        },
        "exercise",
        "variant",
        "engine",
        "clock",
        "percentile",
        "latencyMs",
        "samples");
  }

  private static void measures(ExerciseResult exercise, Engine engine, CSVPrinter out)
      throws IOException {
    Measures measures = exercise.measures().get(engine);
    Deque<Map.Entry<String, JsonNode>> open = new ArrayDeque<>();
    open.add(Map.entry("", ResultJson.mapper().valueToTree(measures)));
    while (!open.isEmpty()) {
      Map.Entry<String, JsonNode> next = open.poll();
      for (Map.Entry<String, JsonNode> field : next.getValue().properties()) {
        String path = next.getKey() + field.getKey();
        if (field.getValue().isObject()) {
          open.add(Map.entry(path + ".", field.getValue()));
        } else if (field.getValue().isNumber()) {
          out.printRecord(
              exercise.id(),
              exercise.variant(),
              engine.label(),
              exercise.right(engine),
              path,
              field.getValue().asText());
        }
      }
    }
  }

  private static void percentiles(HistogramName name, LatencyHistogram histogram, CSVPrinter out)
      throws IOException {
    if (histogram.samples() == 0) {
      return;
    }
    long steps = (long) (Math.log10((double) histogram.samples()) * POINTS_PER_DECADE);
    for (long step = 0; step <= steps; step++) {
      double percentile = 100 - 100 / Math.pow(10, (double) step / POINTS_PER_DECADE);
      out.printRecord(
          name.exercise(),
          name.variant(),
          name.engine().label(),
          name.clock().label(),
          percentile,
          histogram.valueAtMs(percentile),
          histogram.samples());
    }
  }

  /** Prints the rows of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(CSVPrinter out) throws IOException;
  }

  /** A file with a header. */
  static String csv(Content content, String... header) {
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(header).get();
    try (CSVPrinter out = new CSVPrinter(text, format)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
