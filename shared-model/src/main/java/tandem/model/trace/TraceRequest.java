package tandem.model.trace;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * What a trace should be like; equal requests give equal bytes on any machine.
 *
 * @param purpose what it is replayed for
 * @param seed seed of every random choice
 * @param partitions partitions of each input topic
 * @param ratePerSecond offered records per wall second ({@link Purpose#LIVE}), and the density of
 *     events over event time (also {@link Purpose#DRAIN})
 * @param leadIn part of a live trace before the measured part
 * @param measured measured part of a live trace
 * @param events records of a drain trace
 */
public record TraceRequest(
    Purpose purpose,
    long seed,
    int partitions,
    double ratePerSecond,
    Duration leadIn,
    Duration measured,
    long events) {
  private static final double MICROS_PER_SECOND = 1e6;

  /** A parity trace. */
  public static TraceRequest parity(long seed, int partitions) {
    return new TraceRequest(Purpose.PARITY, seed, partitions, 0, Duration.ZERO, Duration.ZERO, 0);
  }

  /** A live trace. */
  public static TraceRequest live(
      long seed, int partitions, double ratePerSecond, Duration leadIn, Duration measured) {
    return new TraceRequest(Purpose.LIVE, seed, partitions, ratePerSecond, leadIn, measured, 0);
  }

  /** A drain trace. */
  public static TraceRequest drain(long seed, int partitions, double ratePerSecond, long events) {
    return new TraceRequest(
        Purpose.DRAIN, seed, partitions, ratePerSecond, Duration.ZERO, Duration.ZERO, events);
  }

  /**
   * Calls with each instant of a steady rate, microseconds after the start: of a live trace to its
   * end, of a drain as many as it has records.
   */
  public void atSteadyRate(LongConsumer each) {
    double microsPerEvent = MICROS_PER_SECOND / ratePerSecond;
    long count =
        purpose == Purpose.DRAIN
            ? events
            : Math.round(leadIn.plus(measured).toMillis() * 1_000 / microsPerEvent);
    for (long i = 0; i < count; i++) {
      each.accept((long) (i * microsPerEvent));
    }
  }
}
