package tandem.harness.replay;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * What the replay did with each record of a trace: when it was due, how late it went, and how far
 * each partition has got.
 */
public final class SentLog {
  private static final long HIGHEST_MICROS = 3_600_000_000L;

  private final long[] due;
  private final long[] acknowledged;
  private final AtomicLong[] nextOffset;
  private final Histogram lag = new Histogram(HIGHEST_MICROS, 3);
  private volatile long sent;

  SentLog(long records, int topics, int partitions) {
    due = new long[Math.toIntExact(records)];
    Arrays.fill(due, -1);
    acknowledged = new long[due.length];
    Arrays.fill(acknowledged, -1);
    nextOffset = new AtomicLong[topics * partitions];
    Arrays.setAll(nextOffset, i -> new AtomicLong());
  }

  void sent(long index, long dueMicros, long sentMicros, int slot) {
    due[(int) index] = dueMicros;
    lag.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, sentMicros - dueMicros)));
    nextOffset[slot].incrementAndGet();
    sent = index + 1;
  }

  void acknowledged(long index, long micros) {
    acknowledged[(int) index] = micros;
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
}
