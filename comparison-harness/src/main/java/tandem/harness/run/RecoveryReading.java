package tandem.harness.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.harness.collect.Collector;
import tandem.harness.result.CrashResult.Recovery;
import tandem.harness.result.CrashResult.Rows;
import tandem.harness.result.CrashResult.Times;
import tandem.harness.result.Measures;
import tandem.harness.run.Outage.Seen;
import tandem.model.catalog.Text;
import tandem.model.parity.Delivery;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.ParityResult.Match;
import tandem.model.run.Gear;

/**
 * What the kill of one contender has shown: times from the rows that came, counts from their
 * delivery, and what speaks against them.
 */
final class RecoveryReading {
  private static final double MICROS_PER_SECOND = 1e6;

  private final RunOptions options;
  private final Contender contender;
  private final CrashRun.Seen seen;
  private final Outage outage;
  private final Times times;
  private final Measures.Lag lag;

  RecoveryReading(RunOptions options, Contender contender, CrashRun.Seen seen) {
    this.options = options;
    this.contender = contender;
    this.seen = seen;
    this.outage = new Outage(rows(seen), seen.killed());
    this.times = times(outage, seen);
    this.lag = CellRunner.lag(seen.sent().lag());
  }

  /** How it recovered. */
  Recovery recovery() {
    Gear gear = contender.gear();
    Promise promise = Promise.of(gear, contender.engine(), options.selection().get(0).variant());
    return new Recovery(
        contender.engine(),
        gear.name(),
        gear.guarantee(),
        promise.recounts(),
        times,
        counted(seen.delivery()),
        seen.uncommitted() == null ? null : counted(seen.uncommitted()),
        // what an engine has not got to is not lost
        seen.workedOff() ? (Boolean) promise.keptBy(seen.delivery()) : null,
        outage.overTime(seen.begun() + options.leadIn().toNanos() / 1_000),
        lag,
        late(),
        seen.noisy(),
        null);
  }

  /** What makes the figures count for nothing. */
  List<Text> faults() {
    String name = contender.engine().label() + " " + contender.gear().name();
    List<Text> faults = new ArrayList<>();
    if (late()) {
      faults.add(Validity.generatorLate(name, lag.p99()));
    }
    if (outage.negative() > 0) {
      faults.add(Validity.negative(name, outage.negative()));
    }
    if (!seen.workedOff()) {
      faults.add(
          Text.formatted(
              "%s: not at the end of its input %d s and more after the schedule's end; lower --rate",
              "%s: no ha llegado al final de su entrada más de %d s después del final previsto; hay que bajar --rate",
              name,
              CrashRun.PATIENCE.toSeconds()));
    }
    return faults;
  }

  /** What is measured here are seconds: a sender may be late by a small share of them. */
  private boolean late() {
    double measuredMs = times.firstRowSeconds() == null ? 0 : times.firstRowSeconds() * 1e3;
    return Validity.late(lag, measuredMs);
  }

  private static Times times(Outage outage, CrashRun.Seen seen) {
    Long first =
        seen.rows().stream()
            .map(Collector.Row::visibleMicros)
            .filter(instant -> instant >= seen.ready())
            .min(Long::compare)
            .orElse(null);
    // of the traffic before the kill the second half: the first may still be warming up
    Long usual = outage.usualLatency((seen.begun() + seen.killed()) / 2);
    Long caughtUp = first == null ? null : outage.caughtUp(first, usual == null ? 0 : usual);
    return new Times(
        seconds(seen.killed(), seen.ready()),
        seconds(seen.ready(), seen.running()),
        first == null ? null : (Double) seconds(seen.killed(), first),
        caughtUp == null ? null : (Double) seconds(seen.killed(), caughtUp),
        usual == null ? null : (Double) (usual / 1e3));
  }

  private static double seconds(long fromMicros, long toMicros) {
    return (toMicros - fromMicros) / MICROS_PER_SECOND;
  }

  /** Each input that rows are expected of, with the instant at which the last of them came. */
  private static List<Seen> rows(CrashRun.Seen seen) {
    Map<Long, Long> owed = new HashMap<>();
    Map<Long, Long> visible = new HashMap<>();
    for (ExpectedRow row : seen.expected()) {
      owed.merge(row.cause(), 1L, Long::sum);
    }
    for (Match match : seen.delivery().shown()) {
      visible.merge(match.cause(), seen.rows().get(match.observed()).visibleMicros(), Math::max);
      owed.merge(match.cause(), -1L, Long::sum);
    }
    List<Seen> rows = new ArrayList<>();
    owed.forEach(
        (cause, missing) ->
            rows.add(
                new Seen(
                    seen.sent().dueMicros(cause),
                    missing > 0 ? Outage.NEVER : visible.get(cause))));
    return rows;
  }

  private static Rows counted(Delivery delivery) {
    return new Rows(
        delivery.expected(),
        delivery.observed(),
        delivery.lost(),
        delivery.duplicated(),
        delivery.altered());
  }
}
