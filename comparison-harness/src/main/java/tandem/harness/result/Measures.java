package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was measured of one contender with one gear; null is "not measured". Over several
 * repetitions, latencies are of the merged histogram, other figures are medians, and a peak is the
 * greatest.
 *
 * @param rssBytes peak resident memory of the contender's process
 * @param cpuSeconds processor time of its process while it was timed
 * @param gcMillis time in garbage collection while it was timed
 * @param generatorLagMs how late the traffic was sent, behind its schedule
 * @param startupSeconds from the start of the process to its first readiness
 * @param foreignCpuCores processor use of other processes while it was timed, in cores
 * @param stealPercent processor time that the hypervisor took, in percent of all
 * @param noisy whether the machine was too busy otherwise for the figures to be claimed
 * @param repetitions the figures of each repetition; what intervals are made from
 * @param anatomy where the time of a median event and of a slow one went; null where each row is
 *     not of one record
 * @param overload of the repetition with the median working rate; null where nothing overloads
 * @param counts what was counted in the replay of the parity trace, by the names of figures
 */
public record Measures(
    LatencyMeasures latencyMs,
    Drain drain,
    State state,
    Long rssBytes,
    Double cpuSeconds,
    Long gcMillis,
    Lag generatorLagMs,
    Double startupSeconds,
    Double foreignCpuCores,
    Double stealPercent,
    boolean noisy,
    List<Repetition> repetitions,
    LatencyAnatomy anatomy,
    @JsonInclude(JsonInclude.Include.NON_NULL) OverloadMeasures overload,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> counts) {

  public Measures {
    repetitions = List.copyOf(repetitions);
    counts = counts == null ? Map.of() : Map.copyOf(counts);
  }

  /** Without counts. */
  public Measures(
      LatencyMeasures latencyMs,
      Drain drain,
      State state,
      Long rssBytes,
      Double cpuSeconds,
      Long gcMillis,
      Lag generatorLagMs,
      Double startupSeconds,
      Double foreignCpuCores,
      Double stealPercent,
      boolean noisy,
      List<Repetition> repetitions,
      LatencyAnatomy anatomy,
      OverloadMeasures overload) {
    this(
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
        anatomy,
        overload,
        Map.of());
  }

  /**
   * Throughput of working off a preloaded topic.
   *
   * @param eventsPerSecond the rate over the middle part
   * @param cpuSecondsPerMillion processor seconds for a million events
   * @param events events preloaded
   * @param seconds from first to last, start-up apart
   * @param method how progress was counted: {@code sink} or {@code committed}
   */
  public record Drain(
      Double eventsPerSecond,
      Double cpuSecondsPerMillion,
      long events,
      Double seconds,
      String method) {}

  /**
   * Size of keyed state.
   *
   * @param keys live entries at the end
   * @param expectedKeys live entries that the oracle expects then, null where the clock decides
   * @param engineBytes bytes in live tables and memtables, without cache
   * @param durableBytes bytes of the files that one restorable version references
   * @param bytesPerKey durable bytes for each live entry, null without entries
   * @param overTime the curve over event time
   */
  public record State(
      Long keys,
      Long expectedKeys,
      Long engineBytes,
      Long durableBytes,
      Double bytesPerKey,
      List<StateAt> overTime) {

    public State {
      overTime = List.copyOf(overTime);
    }

    /** Whether there are as many live entries as the oracle expects, if it does. */
    public boolean asExpected() {
      return expectedKeys == null || keys.equals(expectedKeys);
    }
  }

  /**
   * State at a moment.
   *
   * @param eventTime the greatest event time that had been read then
   * @param keys live entries by the engine's running estimate
   * @param bytes engine bytes, null where unknown
   * @param durableBytes bytes of the newest checkpoint's files, null where the engine does not tell
   * @param batchSeconds how long the micro-batch took that ended then, null where there is none
   * @param behindSeconds how far the watermark was behind the event time, null where there is none
   * @param droppedLate what the engine had counted as too late by then, null where there is no
   *     watermark
   */
  public record StateAt(
      Instant eventTime,
      Long keys,
      Long bytes,
      @JsonInclude(JsonInclude.Include.NON_NULL) Long durableBytes,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double batchSeconds,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double behindSeconds,
      @JsonInclude(JsonInclude.Include.NON_NULL) Long droppedLate) {}

  /** How late the traffic was sent, milliseconds. */
  public record Lag(Double p50, Double p99, Double max) {}

  /**
   * The figures of one repetition; null is "not measured".
   *
   * @param p50 median end-to-end latency, ms
   * @param p99 99th percentile of end-to-end latency, ms
   */
  public record Repetition(
      Double p50, Double p99, Double eventsPerSecond, Double cpuSecondsPerMillion, boolean noisy) {}
}
