package tandem.harness.run;

import java.time.Duration;
import tandem.harness.result.OverloadMeasures;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Overload;
import tandem.model.catalog.Variant;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceHeader;

/** What is different about phases of a variant whose traffic is too much for a while. */
final class Overloads {
  /** Where an event costs much, a warm-up by number would take minutes. */
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private Overloads() {}

  /** Records of a warm-up: as ever, or the normal traffic of some seconds. */
  static long warmUpEvents(Variant variant, double rate, long usual) {
    return variant.overload().isPresent()
        ? Math.min(usual, (long) (rate * WARM_UP.toSeconds()))
        : usual;
  }

  /** Length of the measured part of live traffic: as asked for, or longer to catch up in it. */
  static Duration measured(Variant variant, RunOptions options) {
    Duration least = variant.overload().map(Overload::least).orElse(Duration.ZERO);
    return least.compareTo(options.duration()) > 0 ? least : options.duration();
  }

  /** Whether a phase's traffic is meant to be too much: recorded traffic has no such intention. */
  static boolean isOne(Phase phase) {
    TraceHeader header = phase.trace().header();
    return header.request() != null
        && header.request().purpose() == Purpose.LIVE
        && variant(header).overload().isPresent();
  }

  /** The course of an overload; null where there is none. */
  static OverloadMeasures of(Phase phase) {
    if (!isOne(phase)) {
      return null;
    }
    TraceHeader header = phase.trace().header();
    OverloadMeter.Schedule schedule =
        OverloadMeter.Schedule.of(
            variant(header).overload().orElseThrow(),
            // the first record is due when the schedule begins
            phase.sent().dueMicros(0) + header.leadIn().toNanos() / 1_000,
            header.measured(),
            header.request().ratePerSecond());
    return OverloadMeter.measure(schedule, OverloadMeter.Rows.of(phase), phase.progress());
  }

  private static Variant variant(TraceHeader header) {
    return Catalog.exercise(header.exercise()).variant(header.variant());
  }
}
