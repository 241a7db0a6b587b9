package tandem.harness;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The harness's clock: microseconds since the epoch that never go back, so that a difference is a
 * duration.
 */
@SuppressWarnings("TimeInStaticInitializer") // an origin is all that it is
public final class Timeline {
  private static final long ORIGIN_MICROS = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  private static final long ORIGIN_NANOS = System.nanoTime();

  private Timeline() {}

  /** Now. */
  public static long micros() {
    return ORIGIN_MICROS + (System.nanoTime() - ORIGIN_NANOS) / 1_000;
  }
}
