package tandem.model.run;

import java.time.Instant;

/**
 * The one clock of a run: the wall clock of the machine, by which the broker stamps what it appends
 * and by which the processes of a run stamp what they do.
 */
public final class WallClock {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private WallClock() {}

  /** Now, microseconds since the epoch. */
  public static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / 1_000;
  }
}
