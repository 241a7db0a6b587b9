package tandem.model.ch11.sec3;

import tandem.model.trace.Purpose;
import tandem.model.trace.TraceRequest;

/**
 * The relation between event time and the schedule of a trace that is not for parity, and when
 * there is enough of it.
 *
 * @param speed event-time seconds per wall second
 */
record Schedule(TraceRequest request, double speed) {
  private static final double MICROS_PER_MILLI = 1_000.0;

  /** When to send what belongs to an event time after the base. */
  long micros(long eventMillis) {
    return (long) (eventMillis / speed * MICROS_PER_MILLI);
  }

  /** Events in a stretch of event time, at least one. */
  long eventsPer(long eventMillis) {
    return Math.max(1, Math.round(request.ratePerSecond() * eventMillis / speed / 1_000));
  }

  /** Whether a drain has all its records, in the middle of a stretch. */
  boolean full(long records) {
    return request.purpose() == Purpose.DRAIN && records >= request.events();
  }

  /** Whether the trace ends before a point of event time after the base. */
  boolean done(long eventMillis, long records) {
    long wallMillis = request.leadIn().plus(request.measured()).toMillis();
    return request.purpose() == Purpose.DRAIN
        ? records >= request.events()
        : eventMillis / speed > wallMillis;
  }
}
