package tandem.harness.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tandem.harness.result.HistogramName;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.Result;
import tandem.harness.result.ResultJson;

/** Writes what a run has found. */
public final class Report {
  /** A finished run. */
  public record Finished(Result result, Map<HistogramName, LatencyHistogram> histograms) {}

  private Report() {}

  public static List<Path> write(
      Result result, Map<HistogramName, LatencyHistogram> histograms, Path dir, String lang) {
    try {
      Path json = dir.resolve("result.json");
      Files.writeString(json, ResultJson.mapper().writeValueAsString(result));
      return List.of(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Finished read(Path dir) {
    try {
      return new Finished(
          ResultJson.mapper().readValue(dir.resolve("result.json").toFile(), Result.class),
          Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String console(Result result, String lang) {
    return "exercises: " + result.exercises().size() + ", valid: " + result.valid();
  }
}
