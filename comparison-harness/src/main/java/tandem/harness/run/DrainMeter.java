package tandem.harness.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tandem.harness.resources.ResourceSampler;
import tandem.harness.result.Measures;
import tandem.model.catalog.Variant;
import tandem.model.run.EngineEvent;

/**
 * The throughput of a drain, over the middle 60 % of its work: by the rows at the sink where an
 * event gives a row by itself, otherwise by the offsets that the engine has committed.
 */
final class DrainMeter {
  private static final double FROM = 0.2;
  private static final double TO = 0.8;
  private static final double MICROS_PER_SECOND = 1e6;

  private DrainMeter() {}

  /**
   * A drain as measured.
   *
   * @param drain its figures
   * @param noisy whether others disturbed the measured part
   */
  record Measured(Measures.Drain drain, boolean noisy) {}

  static Measured measure(Phase phase, Variant variant) {
    boolean bySink = variant.perRecord().isPresent();
    double from = bySink ? rowsAt(phase, FROM) : committedAt(phase, FROM);
    double to = bySink ? rowsAt(phase, TO) : committedAt(phase, TO);
    long events = phase.trace().records();
    double seconds = (to - from) / MICROS_PER_SECOND;
    String method = bySink ? "sink" : "committed";
    if (!(seconds > 0)) {
      return new Measured(new Measures.Drain(null, null, events, null, method), false);
    }
    double worked = (TO - FROM) * events;
    ResourceSampler.Use use = phase.use().between((long) from, (long) to);
    double whole = (lastRowMicros(phase) - firstMicros(phase)) / MICROS_PER_SECOND;
    double cpuSeconds = use.cpuSeconds() / worked * 1e6;
    return new Measured(
        new Measures.Drain(worked / seconds, cpuSeconds, events, whole, method), use.noisy());
  }

  /** When a share of the rows had been appended, microseconds since the epoch. */
  private static double rowsAt(Phase phase, double share) {
    long[] appended =
        phase.rows().stream().mapToLong(row -> row.appendedMillis() * 1_000).sorted().toArray();
    return appended.length == 0 ? 0 : appended[(int) ((appended.length - 1) * share)];
  }

  /** Continuous processing says that it has started when its first rows are out already. */
  private static long firstMicros(Phase phase) {
    return phase.rows().stream()
        .mapToLong(row -> row.appendedMillis() * 1_000)
        .reduce(phase.startedMicros(), Math::min);
  }

  private static long lastRowMicros(Phase phase) {
    return phase.rows().stream()
        .mapToLong(row -> row.appendedMillis() * 1_000)
        .max()
        .orElse(phase.startedMicros());
  }

  /**
   * When a share of the input had been committed, interpolated between reports, microseconds since
   * the epoch.
   */
  private static double committedAt(Phase phase, double share) {
    double wanted = share * phase.trace().records();
    double beforeMicros = phase.startedMicros();
    double before = 0;
    List<EngineEvent.Progress> reports = phase.progress();
    for (EngineEvent.Progress report : reports) {
      double done = report.committed().values().stream().mapToLong(Long::longValue).sum();
      double at = ChronoUnit.MICROS.between(Instant.EPOCH, report.at());
      if (done >= wanted) {
        return done == before
            ? at
            : beforeMicros + (at - beforeMicros) * (wanted - before) / (done - before);
      }
      if (done > before) {
        before = done;
        beforeMicros = at;
      }
    }
    return 0;
  }
}
