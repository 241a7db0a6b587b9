package tandem.harness.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tandem.harness.result.LatencyMeasures.Latency;
import tandem.harness.result.LatencyMeasures.Population;
import tandem.harness.result.Measures.Drain;
import tandem.harness.result.Measures.Lag;
import tandem.harness.result.Measures.Repetition;
import tandem.harness.result.Measures.StateAt;
import tandem.harness.result.SweepResult.Point;

/** Plain building blocks of results for tests, with obviously made-up figures. */
public final class Samples {
  private Samples() {}

  /** An output that is what the oracle expects. */
  public static ParityFinding right(long rows) {
    return new ParityFinding(
        true,
        rows,
        rows,
        0,
        0,
        0,
        0,
        0,
        12,
        List.of(),
        List.of(),
        List.of(),
        List.of("parity", "live", "drain"));
  }

  /** An output with one row missing. */
  public static ParityFinding wrong(long rows) {
    return new ParityFinding(
        false,
        rows,
        rows - 1,
        1,
        0,
        0,
        0,
        0,
        12,
        List.of(),
        List.of(),
        List.of(),
        List.of("parity", "live"));
  }

  /** A histogram whose 999 samples are 1 ms, 2 ms … 999 ms, times a factor. */
  public static LatencyHistogram ramp(double factor) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int i = 1; i < 1000; i++) {
      histogram.recordMicros(Math.round(i * 1000 * factor));
    }
    return histogram;
  }

  /** Measures with these repetitions, and the first one's figures as the whole's. */
  public static Measures measures(Population population, Repetition... repetitions) {
    Repetition first = repetitions[0];
    LatencyMeasures latency =
        new LatencyMeasures(
            new Latency(percentiles(first.p50(), first.p99()), 100_000, 0, 1.0, 5.0, 500.0),
            null,
            List.of(),
            null,
            population);
    boolean noisy = List.of(repetitions).stream().anyMatch(Repetition::noisy);
    return measures(
        latency,
        new Drain(first.eventsPerSecond(), first.cpuSecondsPerMillion(), 500_000, 5.0, "sink"),
        new Measures.State(
            1000L,
            1000L,
            64_000L,
            80_000L,
            80.0,
            List.of(stateAt(Instant.parse("2024-01-01T00:00:00Z"), 1L, 80L))),
        1_000_000_000L,
        12.5,
        300L,
        new Lag(0.1, 0.9, 3.5),
        9.0,
        0.01,
        0.0,
        noisy,
        List.of(repetitions));
  }

  /** Measures without anatomy and overload. */
  public static Measures measures(
      LatencyMeasures latencyMs,
      Drain drain,
      Measures.State state,
      Long rssBytes,
      Double cpuSeconds,
      Long gcMillis,
      Lag generatorLagMs,
      Double startupSeconds,
      Double foreignCpuCores,
      Double stealPercent,
      boolean noisy,
      List<Repetition> repetitions) {
    return new Measures(
        latencyMs,
        drain,
        state,
        rssBytes,
        cpuSeconds,
        gcMillis,
        generatorLagMs,
        startupSeconds,
        foreignCpuCores,
        stealPercent,
        noisy,
        repetitions,
        null,
        null);
  }

  /** Measures where nothing was measured. */
  public static Measures nothing() {
    return measures(null, null, null, null, null, null, null, null, null, null, false, List.of());
  }

  /** State where neither checkpoints nor batches are told of. */
  public static StateAt stateAt(Instant eventTime, Long keys, Long bytes) {
    return new StateAt(eventTime, keys, bytes, null, null, null, null);
  }

  /** A point of a sweep without anatomy and checkpoints. */
  public static Point point(
      double offeredPerSecond,
      Latency endToEndMs,
      Latency brokerMs,
      double catchUpSeconds,
      boolean saturated,
      Lag generatorLagMs,
      boolean generatorLate,
      double cpuSecondsPerMillion,
      long rssBytes,
      boolean noisy) {
    return new Point(
        offeredPerSecond,
        endToEndMs,
        brokerMs,
        catchUpSeconds,
        saturated,
        generatorLagMs,
        generatorLate,
        cpuSecondsPerMillion,
        rssBytes,
        noisy,
        null,
        null,
        null);
  }

  /** A quiet repetition. */
  public static Repetition repetition(double p50, double p99, double rate, double cpu) {
    return new Repetition(p50, p99, rate, cpu, false);
  }

  private static Map<String, Double> percentiles(Double p50, Double p99) {
    Map<String, Double> percentiles = new java.util.LinkedHashMap<>();
    percentiles.put("p50", p50);
    percentiles.put("p90", null);
    percentiles.put("p99", p99);
    percentiles.put("p999", null);
    return percentiles;
  }
}
