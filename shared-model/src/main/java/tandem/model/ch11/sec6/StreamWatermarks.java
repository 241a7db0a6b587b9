package tandem.model.ch11.sec6;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.WatermarkPolicy;
import tandem.model.ch11.sec3.Watermarks;
import tandem.model.codec.WireTopic;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Dated;
import tandem.model.parity.WireInput;

/**
 * The watermark of a job that reads several streams, along a trace, for oracles.
 *
 * <p>Spark documents it as the least of the streams' watermarks, each of which is its greatest
 * event time less its delay ("Policy for handling multiple watermarks" in its programming guide);
 * Flink as the least over all partitions of all sources ("Watermarks in parallel streams").
 */
final class StreamWatermarks {
  private final Watermarks watermarks;

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
    if (delays.isEmpty()) {
      long[] none = new long[records.size() + 1];
      Arrays.fill(none, Long.MIN_VALUE);
      watermarks = new Watermarks(none);
      return;
    }
    Map<String, Duration> byName =
        delays.entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    List<Dated> accepted =
        records.stream()
            .filter(WireInput::accepted)
            .map(record -> new Dated(record.message(), record.millis()))
            .toList();
    watermarks =
        new Watermarks(inputs.watermarks(accepted, byName::get, meaning, WatermarkPolicy.MIN));
  }

  /** Whether the watermark had reached a record's event time when it arrived. */
  boolean late(WireInput record) {
    return hadReached(record.millis(), record);
  }

  /** Whether the watermark had reached an instant when a record arrived. */
  boolean hadReached(long millis, WireInput record) {
    return millis <= watermarks.before(record.index());
  }

  /** The watermark after all records, milliseconds; {@link Long#MIN_VALUE} while there is none. */
  long last() {
    return watermarks.last();
  }

  /** Index of the record that lets the watermark get past an instant; -1 if none does. */
  int firstPast(long millis) {
    return watermarks.firstToReach(millis + 1);
  }
}
