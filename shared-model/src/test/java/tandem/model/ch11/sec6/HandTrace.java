package tandem.model.ch11.sec6;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.codec.Timestamps;
import tandem.model.codec.WireTopic;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Traces of one partition for each topic that a test writes record by record, in minutes. */
final class HandTrace {
  static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private final TraceWriter out;

  private HandTrace(TraceWriter out) {
    this.out = out;
  }

  /** The records that a test writes. */
  static Inputs of(Path directory, List<WireTopic> topics, Consumer<HandTrace> records) {
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "by-hand",
            "",
            null,
            topics.stream().map(WireTopic::name).toList(),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    Path file = directory.resolve("by-hand.trace");
    try (TraceWriter out = new TraceWriter(file, header)) {
      records.accept(new HandTrace(out));
    }
    return Inputs.of(Trace.open(file));
  }

  /** A trace that a variant's traffic makes, of two partitions. */
  static Trace generated(Path directory, Exercise exercise, Variant variant, long seed) {
    TraceRequest request = TraceRequest.parity(seed, 2);
    Path file = directory.resolve(variant.name() + ".trace");
    try (TraceWriter out = new TraceWriter(file, TraceHeader.of(exercise, variant, request))) {
      variant.traffic().write(request, out);
    }
    return Trace.open(file);
  }

  static Instant at(double minutes) {
    return T0.plusMillis((long) (minutes * 60_000));
  }

  /**
   * A record.
   *
   * @param json with {@code %s} in the place of its quoted time
   */
  void put(WireTopic topic, double minute, String json) {
    String time = "\"" + Timestamps.format(at(minute)) + "\"";
    byte[] value = json.formatted(time).getBytes(StandardCharsets.UTF_8);
    out.record(0, topic.name(), 0, null, value, at(minute).toEpochMilli());
  }

  /** A record that can't be read. */
  void unreadable(WireTopic topic) {
    byte[] value = "{".getBytes(StandardCharsets.UTF_8);
    out.recordWithoutEventTime(0, topic.name(), 0, null, value, Map.of(), 0);
  }

  void barrier() {
    out.control(Action.BARRIER);
  }

  /** The indexes of the records that make a variant's rows ready, by Spark's meaning. */
  static List<Long> causes(Variant variant, Inputs inputs) {
    return variant.oracle().expected(inputs, Meaning.SPARK).stream()
        .map(ExpectedRow::cause)
        .toList();
  }

  static long live(Variant variant, Inputs inputs, long position) {
    return variant.state().orElseThrow().liveEntriesAt(inputs, position, Meaning.FLINK);
  }
}
