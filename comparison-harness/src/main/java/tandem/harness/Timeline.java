package tandem.harness;

import java.time.Instant;

/**
 * The harness's clock: microseconds since the epoch, by the same wall clock by which the broker
 * stamps what it appends. A clock of our own, anchored once, had drifted from it by 9 ms within
 * minutes.
 */
public final class Timeline {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private Timeline() {}

  /** Now. */
  public static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / 1_000;
  }
}
