package tandem.harness.run;

import java.util.Map;
import java.util.TreeMap;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Variant;
import tandem.model.run.EngineEvent;

/** What was counted while a parity trace was replayed: what claims need that no clock measures. */
final class Counts {
  private Counts() {}

  /** By the names that claims ask for. */
  static Map<String, Double> of(Phase phase, Variant variant) {
    Map<String, Double> counts = new TreeMap<>();
    counts.put(Figure.RECORDS, (double) phase.sent().sent());
    counts.put(Figure.ROWS, (double) phase.rows().size());
    phase.progress().stream()
        .filter(report -> report.batch() != null)
        .mapToDouble(report -> report.batch().records())
        .max()
        .ifPresent(most -> counts.put(Figure.LARGEST_INPUT, most));
    long batches =
        phase.progress().stream()
            .filter(report -> report.batch() != null && report.batch().records() > 0)
            .count();
    if (batches > 0) {
      counts.put(Figure.BATCHES, (double) batches);
    }
    phase.progress().stream()
        .mapToDouble(EngineEvent.Progress::tasks)
        .filter(tasks -> tasks > 0)
        .max()
        .ifPresent(most -> counts.put(Figure.TASKS, most));
    if (phase.change() != null) {
      counts.putAll(ChangeReading.of(phase, variant.dimension().orElseThrow()));
    }
    return counts;
  }
}
