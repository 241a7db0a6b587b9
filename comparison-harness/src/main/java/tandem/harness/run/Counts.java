package tandem.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tandem.harness.collect.Collector;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Variant;
import tandem.model.run.EngineEvent.Progress;

/** What was counted while a parity trace was replayed: what claims need that no clock measures. */
final class Counts {
  private static final double MILLIS_PER_HOUR = 3.6e6;

  private Counts() {}

  /** By the names that claims ask for. */
  static Map<String, Double> of(Phase phase, Variant variant) {
    Map<String, Double> counts = reported(phase.progress());
    counts.put(Figure.RECORDS, (double) phase.sent().sent());
    counts.put(Figure.ROWS, (double) phase.rows().size());
    List<String> keys = keys(phase, variant);
    counts.put(Figure.RESULT_ROWS, (double) keys.size());
    counts.put(Figure.RESULT_KEYS, (double) keys.stream().distinct().count());
    if (phase.state() != null) {
      counts.put(Figure.STATE_ENTRIES, (double) phase.state().keys());
    }
    if (phase.change() != null) {
      counts.putAll(ChangeReading.of(phase, variant.dimension().orElseThrow()));
    }
    return counts;
  }

  /** The key of each result row. */
  private static List<String> keys(Phase phase, Variant variant) {
    return phase.rows().stream()
        .map(Collector.Row::row)
        .filter(row -> row.output().equals(Variant.RESULT))
        .map(row -> row.value() == null ? new byte[0] : row.value())
        .map(json -> variant.schema().canonical(json).key())
        .toList();
  }

  /** Those that an engine's reports give, oldest first. */
  static Map<String, Double> reported(List<Progress> progress) {
    Map<String, Double> counts = new TreeMap<>();
    progress.stream()
        .filter(report -> report.batch() != null)
        .mapToDouble(report -> report.batch().records())
        .max()
        .ifPresent(most -> counts.put(Figure.LARGEST_INPUT, most));
    long batches =
        progress.stream()
            .filter(report -> report.batch() != null && report.batch().records() > 0)
            .count();
    if (batches > 0) {
      counts.put(Figure.BATCHES, (double) batches);
    }
    progress.stream()
        .mapToDouble(Progress::tasks)
        .filter(tasks -> tasks > 0)
        .max()
        .ifPresent(most -> counts.put(Figure.TASKS, most));
    progress.stream()
        .mapToDouble(Progress::droppedLate)
        .max()
        .ifPresent(dropped -> counts.put(Figure.DROPPED_LATE, dropped));
    watermarks(progress, counts);
    if (!progress.isEmpty()) {
      Progress last = progress.get(progress.size() - 1);
      last.observed().forEach((name, count) -> counts.put(Figure.observed(name), count));
    }
    return counts;
  }

  /** How the watermark went; nothing where there is none. */
  private static void watermarks(List<Progress> progress, Map<String, Double> counts) {
    List<Instant> watermarks =
        progress.stream().map(Progress::watermark).filter(Objects::nonNull).toList();
    if (watermarks.isEmpty()) {
      return;
    }
    double stepsBack = 0;
    double leapHours = 0;
    for (int i = 1; i < watermarks.size(); i++) {
      Duration step = Duration.between(watermarks.get(i - 1), watermarks.get(i));
      stepsBack += step.isNegative() ? 1 : 0;
      leapHours = Math.max(leapHours, step.toMillis() / MILLIS_PER_HOUR);
    }
    counts.put(Figure.WATERMARK_REPORTS, (double) watermarks.size());
    counts.put(Figure.WATERMARK_STEPS_BACK, stepsBack);
    counts.put(Figure.WATERMARK_LEAP_HOURS, leapHours);
  }
}
