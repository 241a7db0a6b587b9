package tandem.model.trace;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import tandem.model.codec.Json;

/**
 * Writes a trace file: a header line of JSON, then records and controls in replay order, then an
 * end mark with the number of records. Controls get the extremes of the event times written so far,
 * so a generator need not keep them.
 */
public final class TraceWriter implements AutoCloseable {
  static final int RECORD = 1;
  static final int CONTROL = 2;
  static final int END = 3;
  private static final int BUFFER_BYTES = 1 << 20;

  private final DataOutputStream out;
  private final TraceHeader header;
  private final long[] maxima;
  private long records;
  private long lastOffsetMicros;

  /**
   * Creates the file, or replaces it.
   *
   * @throws UncheckedIOException if it can't be written
   */
  public TraceWriter(Path file, TraceHeader header) {
    this.header = header;
    this.maxima = new long[header.partitions()];
    Arrays.fill(maxima, Long.MIN_VALUE);
    try {
      out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
      out.write((Json.line(header) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a record whose timestamp is an event time that the engines will see. */
  public void record(
      long offsetMicros,
      String topic,
      int partition,
      byte[] key,
      byte[] value,
      long timestampMillis) {
    maxima[partition] = Math.max(maxima[partition], timestampMillis);
    recordWithoutEventTime(offsetMicros, topic, partition, key, value, Map.of(), timestampMillis);
  }

  /** Appends a record whose Kafka timestamp says when it was sent, and not when it happened. */
  public void recordSent(
      long offsetMicros,
      String topic,
      int partition,
      byte[] key,
      byte[] value,
      long eventMillis,
      long sentMillis) {
    maxima[partition] = Math.max(maxima[partition], eventMillis);
    recordWithoutEventTime(offsetMicros, topic, partition, key, value, Map.of(), sentMillis);
  }

  /**
   * Appends a record that moves no watermark: one that will be refused, or one of recorded traffic.
   */
  public void recordWithoutEventTime(
      long offsetMicros,
      String topic,
      int partition,
      byte[] key,
      byte[] value,
      Map<String, byte[]> headers,
      long timestampMillis) {
    if (offsetMicros < lastOffsetMicros) {
      throw new IllegalArgumentException(
          "record " + records + " goes back in time: " + offsetMicros + " us");
    }
    int topicIndex = header.topics().indexOf(topic);
    if (topicIndex < 0 || partition < 0 || partition >= header.partitions()) {
      throw new IllegalArgumentException("record " + records + " names " + topic + "-" + partition);
    }
    try {
      out.writeByte(RECORD);
      writeVarLong(offsetMicros - lastOffsetMicros);
      out.writeByte(topicIndex);
      out.writeShort(partition);
      out.writeLong(timestampMillis);
      writeBytes(key);
      writeBytes(value);
      writeVarLong(headers.size());
      // sorted, so that equal headers give equal bytes
      for (var entry : new java.util.TreeMap<>(headers).entrySet()) {
        writeBytes(entry.getKey().getBytes(StandardCharsets.UTF_8));
        writeBytes(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lastOffsetMicros = offsetMicros;
    records++;
  }

  /** Appends a control; offsets of records start again from zero. */
  public void control(TraceEntry.Action action) {
    try {
      out.writeByte(CONTROL);
      out.writeUTF(action.name());
      out.writeLong(Arrays.stream(maxima).max().orElse(Long.MIN_VALUE));
      out.writeLong(Arrays.stream(maxima).min().orElse(Long.MIN_VALUE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lastOffsetMicros = 0;
  }

  /** Number of records written so far. */
  public long records() {
    return records;
  }

  /** The header that was written. */
  public TraceHeader header() {
    return header;
  }

  @Override
  public void close() {
    try (out) {
      out.writeByte(END);
      out.writeLong(records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Length plus one, then the bytes; zero stands for null. */
  private void writeBytes(byte[] bytes) throws IOException {
    writeVarLong(bytes == null ? 0 : bytes.length + 1L);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private void writeVarLong(long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }
}
