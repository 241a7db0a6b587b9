package tandem.model.ch11.sec6;

import java.time.Duration;
import tandem.model.event.EventoWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/**
 * Traffic of 11.6.1: events of users, of whom most are clients. Where the clients change, events
 * come every ten milliseconds from then on, for longer than anybody may take to notice; what comes
 * after the barrier that follows must show what each engine has come to.
 */
final class ClientTraffic {
  /** How long events look for the change. */
  static final Duration PROBED = Duration.ofSeconds(6);

  private static final int STRETCH = 120;
  private static final Duration PROBE_EVERY = Duration.ofMillis(10);

  private ClientTraffic() {}

  /** Clients as they are. */
  static void steady(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    if (request.purpose() == Purpose.PARITY) {
      stretch(events, 0);
      events.control(Action.BARRIER);
      stretch(events, 1);
    } else {
      onSchedule(request, events);
    }
  }

  /** Clients that change in the middle of a parity trace. */
  static void changing(TraceRequest request, TraceWriter out) {
    if (request.purpose() != Purpose.PARITY) {
      steady(request, out);
      return;
    }
    EventoWriter events = new EventoWriter(out, request.seed());
    stretch(events, 0);
    events.control(Action.BARRIER);
    events.control(Action.CHANGE);
    long start = EventoWriter.BASE_MILLIS + 60_000L;
    for (long millis = 0; millis < PROBED.toMillis(); millis += PROBE_EVERY.toMillis()) {
      events.at(millis * 1_000).event(user(events), start + millis);
    }
    events.control(Action.BARRIER);
    stretch(events, 2);
  }

  private static void stretch(EventoWriter events, int number) {
    long start = EventoWriter.BASE_MILLIS + number * 60_000L;
    for (int i = 0; i < STRETCH; i++) {
      events.next().event(user(events), start + i * 100L);
    }
    events.oddities(start);
    events.defects(start);
    events.next().event(user(events), start + STRETCH * 100L);
  }

  private static void onSchedule(TraceRequest request, EventoWriter events) {
    request.atSteadyRate(
        micros -> events.at(micros).event(user(events), EventoWriter.BASE_MILLIS + micros / 1_000));
  }

  private static String user(EventoWriter events) {
    return Cliente.user(events.random().nextInt(Cliente.USERS));
  }
}
