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
  static Map<String, Double> of(Phase phase) {
    Map<String, Double> counts = new TreeMap<>();
    counts.put(Figure.RECORDS, (double) phase.sent().sent());
    counts.put(Figure.ROWS, (double) phase.rows().size());
    counts.put(
        Figure.RESULT_ROWS,
        (double)
            phase.rows().stream().filter(row -> row.row().output().equals(Variant.RESULT)).count());
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
    return counts;
  }
}
