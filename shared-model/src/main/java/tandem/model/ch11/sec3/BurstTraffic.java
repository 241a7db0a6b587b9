package tandem.model.ch11.sec3;

import tandem.model.event.EventoWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

/**
 * Traffic for sessions that the clock closes: bursts that arrive whole, each followed by silence
 * that is long enough whatever the machine's speed. Inside a burst the event times of some users
 * are further apart than the gap.
 */
final class BurstTraffic implements Traffic {
  private static final int BURSTS = 3;
  private static final int USERS = 8;
  private static final long MINUTE = 60_000;

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    if (request.purpose() != Purpose.PARITY) {
      throw new IllegalArgumentException("sessions by the clock are for parity only");
    }
    EventoWriter events = new EventoWriter(out, request.seed());
    for (int burst = 0; burst < BURSTS; burst++) {
      long start = EventoWriter.BASE_MILLIS + burst * 30L * MINUTE;
      events.oddities(start);
      events.defects(start);
      events.control(Action.BARRIER);
      events.control(Action.ATOMIC);
      for (int user = 0; user < USERS; user++) {
        long millis = start;
        int count = 1 + events.random().nextInt(6);
        for (int i = 0; i < count; i++) {
          events.eventIn(0, "u-" + user, millis);
          millis += 1 + events.random().nextLong(3 * MINUTE);
        }
      }
      events.control(Action.BARRIER);
    }
  }
}
