package tandem.harness.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import tandem.harness.collect.Collector;
import tandem.model.parity.ParityResult;
import tandem.model.parity.ParityResult.Match;
import tandem.model.run.EngineEvent;
import tandem.model.run.Gear;
import tandem.model.trace.TraceHeader;

/**
 * What went into an engine and what came out of it, over one live phase: the facts by which a rate
 * is judged. All instants are microseconds since the epoch.
 *
 * @param from begin of the measured part
 * @param to its end, which is the schedule's
 * @param lastAcknowledged when the broker had the last record that was due in the measured part
 * @param answers the rows that came
 * @param triggers in the measured part, when rows become visible together: the ends of batches, or
 *     of checkpoints where they commit
 * @param wrongRows rows that are not as the oracle expects
 * @param finished whether all was worked off while somebody waited for it
 */
record Flow(
    long from,
    long to,
    long lastAcknowledged,
    List<Answer> answers,
    List<Long> triggers,
    long wrongRows,
    boolean finished) {
  private static final long SLICE = 1_000_000;

  /**
   * A row that came.
   *
   * @param due when the record that made it ready was due
   * @param visible when a reader had the row
   */
  record Answer(long due, long visible) {}

  /** The flow of a phase. */
  static Flow of(Phase phase, Gear gear) {
    TraceHeader header = phase.trace().header();
    long from = phase.replayedMicros() + header.leadIn().toNanos() / 1_000;
    long to = from + header.measured().toNanos() / 1_000;
    ParityResult parity = phase.parity();
    List<Match> matches = parity.matches();
    List<Collector.Row> rows = phase.rows();
    boolean finished = !phase.timedOut();
    return new Flow(
        from,
        to,
        lastAcknowledged(phase, from, to),
        matches.stream()
            .map(
                match ->
                    new Answer(
                        phase.sent().dueMicros(match.cause()),
                        rows.get(match.observed()).visibleMicros()))
            .toList(),
        together(gear) ? triggers(phase.progress(), from, to) : slices(from, to),
        parity.extra() + parity.different() + (finished ? parity.missing() : 0),
        finished);
  }

  private static long lastAcknowledged(Phase phase, long from, long to) {
    return LongStream.range(0, phase.sent().sent())
        .filter(i -> phase.sent().dueMicros(i) >= from && phase.sent().dueMicros(i) < to)
        .map(i -> phase.sent().acknowledgedMicros(i))
        .max()
        .orElse(from);
  }

  /** Whether rows become visible with a batch or a commit, and not one by one. */
  private static boolean together(Gear gear) {
    return gear.trigger() == Gear.Trigger.ASAP
        || gear.trigger() == Gear.Trigger.EVERY
        || gear.guarantee() == Gear.Guarantee.EXACTLY_ONCE;
  }

  private static List<Long> triggers(List<EngineEvent.Progress> reports, long from, long to) {
    List<Long> ends = new ArrayList<>();
    long batches = 0;
    for (EngineEvent.Progress report : reports) {
      long at = ChronoUnit.MICROS.between(Instant.EPOCH, report.at());
      if (report.batches() > batches && at >= from && at <= to) {
        ends.add(at);
      }
      batches = report.batches();
    }
    return ends;
  }

  /** Where rows come one by one, any stretch of time will do. */
  private static List<Long> slices(long from, long to) {
    return LongStream.rangeClosed(0, (to - from) / SLICE)
        .mapToObj(slice -> from + slice * SLICE)
        .toList();
  }
}
