package tandem.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tandem.model.catalog.Figure;
import tandem.model.run.EngineEvent;

/** What was counted while a parity trace was replayed: what claims need that no clock measures. */
final class Counts {
  private static final double MILLIS_PER_HOUR = 3.6e6;

  private Counts() {}

  /** By the names that claims ask for. */
  static Map<String, Double> of(Phase phase) {
    Map<String, Double> counts = new TreeMap<>();
    counts.put(Figure.RECORDS, (double) phase.sent().sent());
    counts.put(Figure.ROWS, (double) phase.rows().size());
    phase.progress().stream()
        .filter(report -> report.batch() != null)
        .mapToDouble(report -> report.batch().records())
        .max()
        .ifPresent(most -> counts.put(Figure.LARGEST_INPUT, most));
    phase.progress().stream()
        .mapToDouble(EngineEvent.Progress::tasks)
        .filter(tasks -> tasks > 0)
        .max()
        .ifPresent(most -> counts.put(Figure.TASKS, most));
    phase.progress().stream()
        .mapToDouble(EngineEvent.Progress::droppedLate)
        .max()
        .ifPresent(dropped -> counts.put(Figure.DROPPED_LATE, dropped));
    if (phase.state() != null) {
      counts.put(Figure.MEASURED_ENTRIES, (double) phase.state().keys());
    }
    watermarks(phase, counts);
    if (!phase.progress().isEmpty()) {
      phase
          .progress()
          .get(phase.progress().size() - 1)
          .observed()
          .forEach((name, count) -> counts.put(Figure.observed(name), count));
    }
    return counts;
  }

  /** How the watermark went; nothing where there is none. */
  private static void watermarks(Phase phase, Map<String, Double> counts) {
    List<Instant> watermarks =
        phase.progress().stream()
            .map(EngineEvent.Progress::watermark)
            .filter(Objects::nonNull)
            .toList();
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
