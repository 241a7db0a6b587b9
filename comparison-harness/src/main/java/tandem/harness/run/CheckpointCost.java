package tandem.harness.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.Median;
import tandem.harness.result.SweepResult.Checkpoints;
import tandem.model.run.EngineEvent;
import tandem.model.run.EngineEvent.Checkpoint;

/** What it took an engine to make its progress durable while traffic was live. */
final class CheckpointCost {
  private static final double MICROS_PER_SECOND = 1e6;

  private CheckpointCost() {}

  /**
   * Of the checkpoints that were complete between two instants, microseconds since the epoch; null
   * where there was none.
   */
  static Checkpoints between(List<EngineEvent.Progress> progress, long from, long to) {
    long before = 0;
    TreeMap<Long, Checkpoint> made = new TreeMap<>();
    for (EngineEvent.Progress report : progress) {
      Checkpoint checkpoint = report.checkpoint();
      if (checkpoint != null && micros(report.at()) < from) {
        before = checkpoint.number();
      } else if (checkpoint != null && micros(report.at()) < to && checkpoint.number() > before) {
        made.put(checkpoint.number(), checkpoint);
      }
    }
    if (made.isEmpty()) {
      return null;
    }
    double[] millis = made.values().stream().mapToDouble(Checkpoint::millis).toArray();
    return new Checkpoints(
        made.size() * MICROS_PER_SECOND / (to - from),
        Median.withDefaults().evaluate(millis),
        made.lastEntry().getValue().bytes());
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
