package tandem.model.ch11.sec6;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tandem.model.catalog.Meaning;
import tandem.model.codec.WireTopic;
import tandem.model.parity.Inputs;
import tandem.model.parity.WireInput;

/**
 * The watermark of a job that reads several streams, along a trace, for oracles.
 *
 * <p>Spark documents it as the least of the streams' watermarks, each of which is its greatest
 * event time less its delay ("Policy for handling multiple watermarks" in its programming guide);
 * Flink as the least over all partitions of all sources ("Watermarks in parallel streams").
 */
final class StreamWatermarks {
  private final long[] before;

  /**
   * The watermark of all of a trace's records.
   *
   * @param delays of each stream's watermark; no stream: there is none, and nothing is ever late
   */
  StreamWatermarks(
      Inputs inputs,
      List<WireInput> records,
      Map<WireTopic, Duration> delays,
      Meaning.Watermark meaning) {
    before = new long[records.size() + 1];
    Arrays.fill(before, Long.MIN_VALUE);
    if (delays.isEmpty()) {
      return;
    }
    List<WireTopic> topics = List.copyOf(delays.keySet());
    long[][] maxima = new long[topics.size()][inputs.partitions()];
    Arrays.stream(maxima).forEach(partitions -> Arrays.fill(partitions, Long.MIN_VALUE));
    for (int i = 0; i < records.size(); i++) {
      WireInput record = records.get(i);
      for (int topic = 0; topic < maxima.length; topic++) {
        if (record.acceptedOf(topics.get(topic).name())) {
          int partition = record.message().partition();
          maxima[topic][partition] = Math.max(maxima[topic][partition], record.millis());
        }
      }
      before[i + 1] = least(maxima, topics, delays, meaning);
    }
  }

  private static long least(
      long[][] maxima,
      List<WireTopic> topics,
      Map<WireTopic, Duration> delays,
      Meaning.Watermark meaning) {
    long least = Long.MAX_VALUE;
    for (int topic = 0; topic < maxima.length; topic++) {
      long reached =
          meaning == Meaning.Watermark.GLOBAL_MAXIMUM
              ? Arrays.stream(maxima[topic]).max().orElseThrow()
              : Arrays.stream(maxima[topic]).min().orElseThrow();
      if (reached == Long.MIN_VALUE) {
        return Long.MIN_VALUE;
      }
      least = Math.min(least, reached - delays.get(topics.get(topic)).toMillis());
    }
    return least;
  }

  /** Whether the watermark had reached a record's event time when it arrived. */
  boolean late(WireInput record) {
    return hadReached(record.millis(), record);
  }

  /** Whether the watermark had reached an instant when a record arrived. */
  boolean hadReached(long millis, WireInput record) {
    return millis <= before[(int) record.index()];
  }

  /** The watermark after all records, milliseconds; {@link Long#MIN_VALUE} while there is none. */
  long last() {
    return before[before.length - 1];
  }

  /** Index of the record that lets the watermark get past an instant; -1 if none does. */
  int firstPast(long millis) {
    // it never goes back
    int low = 0;
    int high = before.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (before[middle] > millis) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == before.length ? -1 : low - 1;
  }
}
