package tandem.harness.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.model.run.EngineEvent;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;

/**
 * How far event time has come for an engine that has read so far: the greatest event time among the
 * records, or the time at which one was sent where the traffic says it, whatever its watermark. So
 * all contenders and variants have one axis, also those without a watermark.
 */
final class EventTimes {
  /** By partition, the greatest event time up to each offset, milliseconds since the epoch. */
  private final Map<String, List<Long>> greatest = new HashMap<>();

  /**
   * Of the records of a trace.
   *
   * @param topics the trace's topic names to real ones
   */
  EventTimes(Trace trace, Map<String, String> topics) {
    trace.forEach(
        entry -> {
          if (entry instanceof TraceEntry.Message message) {
            String partition =
                EngineEvent.partitionKey(topics.get(message.topic()), message.partition());
            add(greatest.computeIfAbsent(partition, key -> new ArrayList<>()), message);
          }
        });
  }

  private static void add(List<Long> maxima, TraceEntry.Message message) {
    long before = maxima.isEmpty() ? Long.MIN_VALUE : maxima.get(maxima.size() - 1);
    maxima.add(Math.max(before, message.timestampMillis()));
  }

  /**
   * The greatest event time of what has been read; null while nothing has.
   *
   * @param read next offset per partition
   */
  Instant reached(Map<String, Long> read) {
    long reached = Long.MIN_VALUE;
    for (Map.Entry<String, Long> partition : read.entrySet()) {
      List<Long> maxima = greatest.getOrDefault(partition.getKey(), List.of());
      int records = (int) Math.min(partition.getValue(), maxima.size());
      reached = Math.max(reached, records == 0 ? Long.MIN_VALUE : maxima.get(records - 1));
    }
    return reached == Long.MIN_VALUE ? null : Instant.ofEpochMilli(reached);
  }
}
