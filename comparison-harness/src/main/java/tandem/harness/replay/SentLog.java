package tandem.harness.replay;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * What the replay did with each record of a trace: when it was due, sent and acknowledged, where it
 * lies, and how far each partition has got.
 */
public final class SentLog {
  private static final long HIGHEST_MICROS = 3_600_000_000L;

  private final long[] due;
  private final long[] sentAt;
  private final long[] acknowledged;
  private final long[] offsets;
  private final int[] slots;
  private final AtomicLong[] nextOffset;
  private final Histogram lag = new Histogram(HIGHEST_MICROS, 3);
  private volatile long sent;

  SentLog(long records, int topics, int partitions) {
    due = new long[Math.toIntExact(records)];
    sentAt = new long[due.length];
    acknowledged = new long[due.length];
    offsets = new long[due.length];
    slots = new int[due.length];
    Arrays.fill(due, -1);
    Arrays.fill(acknowledged, -1);
    Arrays.fill(offsets, -1);
    nextOffset = new AtomicLong[topics * partitions];
    Arrays.setAll(nextOffset, i -> new AtomicLong());
  }

  void sent(long index, long dueMicros, long sentMicros, int slot) {
    due[(int) index] = dueMicros;
    sentAt[(int) index] = sentMicros;
    slots[(int) index] = slot;
    lag.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, sentMicros - dueMicros)));
    nextOffset[slot].incrementAndGet();
    sent = index + 1;
  }

  /**
   * Called by the producer's thread; the replay's end is a flush, which publishes what it wrote.
   */
  void acknowledged(long index, long offset, long micros) {
    acknowledged[(int) index] = micros;
    offsets[(int) index] = offset;
  }

  /**
   * A record that lies on the broker.
   *
   * @param slot topic number times partitions plus partition
   * @param offset in its partition; -1 where it was not acknowledged
   * @param dueMicros its scheduled instant, microseconds since the epoch
   * @param sentMicros when it was handed to the producer
   * @param acknowledgedMicros when the producer had the broker's answer
   */
  public record Sent(
      int slot, long offset, long dueMicros, long sentMicros, long acknowledgedMicros) {}

  /** What happened to a record that was sent. */
  public Sent of(long index) {
    int i = (int) index;
    return new Sent(slots[i], offsets[i], due[i], sentAt[i], acknowledged[i]);
  }

  /**
   * When a record was due by the schedule, microseconds since the epoch; -1 where it was not sent.
   */
  public long dueMicros(long index) {
    return due[(int) index];
  }

  /**
   * When the broker had said that it holds a record, microseconds since the epoch; -1 where it has
   * not. To be asked after the replay.
   */
  public long acknowledgedMicros(long index) {
    return acknowledged[(int) index];
  }

  /** Records sent so far. */
  public long sent() {
    return sent;
  }

  /**
   * Records sent so far to a partition; {@code slot} is topic number times partitions plus
   * partition.
   */
  public long sentTo(int slot) {
    return nextOffset[slot].get();
  }

  /** How late records went, microseconds. */
  public Histogram lag() {
    return lag;
  }

  /**
   * How long after their scheduled instants the broker held the records of a stretch of the
   * schedule, microseconds. To be asked after the replay.
   */
  public Histogram takenIn(long fromMicros, long toMicros) {
    Histogram delays = new Histogram(HIGHEST_MICROS, 3);
    for (int i = 0; i < due.length; i++) {
      if (acknowledged[i] >= 0 && due[i] >= fromMicros && due[i] < toMicros) {
        delays.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, acknowledged[i] - due[i])));
      }
    }
    return delays;
  }
}
