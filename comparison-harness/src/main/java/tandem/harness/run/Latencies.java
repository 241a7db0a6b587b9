package tandem.harness.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tandem.harness.collect.Collector;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.LatencyMeasures.LatencyAt;
import tandem.model.parity.ParityResult.Match;
import tandem.model.trace.TraceEntry;

/**
 * The latencies of a live phase, over the measured part of its trace: from the scheduled instant of
 * the record that made rows ready to the moment at which the last of these rows was appended, and
 * visible.
 */
final class Latencies {
  private static final long SLICE_MICROS = 1_000_000;

  /** The broker's clock has whole milliseconds: a row can seem appended up to one before it was. */
  private static final long BROKER_RESOLUTION_MICROS = 1_000;

  private final Map<Clock, LatencyHistogram> histograms = new HashMap<>();
  private final List<LatencyAt> overTime = new ArrayList<>();

  private record Sample(long visibleMicros, long appendedMicros) {
    Sample later(Sample other) {
      return new Sample(
          Math.max(visibleMicros, other.visibleMicros),
          Math.max(appendedMicros, other.appendedMicros));
    }
  }

  Latencies(Phase phase) {
    for (Clock clock : Clock.values()) {
      histograms.put(clock, new LatencyHistogram());
    }
    long from = phase.replayedMicros() + phase.trace().header().leadIn().toNanos() / 1_000;
    long to = from + phase.trace().header().measured().toNanos() / 1_000;
    long last = lastMeasured(phase);
    Map<Long, Sample> byCause = new HashMap<>();
    for (Match match : phase.parity().matches()) {
      Collector.Row row = phase.rows().get(match.observed());
      Sample sample = new Sample(row.visibleMicros(), row.appendedMillis() * 1_000);
      byCause.merge(match.cause(), sample, Sample::later);
    }
    TreeMap<Long, LatencyHistogram> slices = new TreeMap<>();
    byCause.forEach(
        (cause, sample) -> {
          long due = phase.sent().dueMicros(cause);
          if (cause < last && due >= from && due < to) {
            histograms.get(Clock.END_TO_END).recordMicros(sample.visibleMicros() - due);
            long toBroker = sample.appendedMicros() - due;
            boolean sameMilli = toBroker < 0 && toBroker > -BROKER_RESOLUTION_MICROS;
            histograms.get(Clock.BROKER).recordMicros(sameMilli ? 0 : toBroker);
            slices
                .computeIfAbsent((due - from) / SLICE_MICROS, slice -> new LatencyHistogram())
                .recordMicros(sample.visibleMicros() - due);
          }
        });
    slices.forEach(
        (slice, histogram) ->
            overTime.add(
                new LatencyAt(
                    slice + 1,
                    histogram.valueAtMs(50),
                    histogram.valueAtMs(99),
                    histogram.samples())));
  }

  LatencyHistogram histogram(Clock clock) {
    return histograms.get(clock);
  }

  List<LatencyAt> overTime() {
    return overTime;
  }

  /** Records from the trace's measuring point on only flush what is open. */
  private static long lastMeasured(Phase phase) {
    return phase.trace().controls().stream()
        .filter(control -> control.action() == TraceEntry.Action.MEASURE)
        .mapToLong(TraceEntry.Control::position)
        .reduce(Long.MAX_VALUE, (before, next) -> next);
  }
}
