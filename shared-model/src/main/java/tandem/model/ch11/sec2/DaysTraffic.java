package tandem.model.ch11.sec2;

import java.time.Duration;
import tandem.model.event.EventoWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/**
 * Traffic of 11.2.5: events of several days. A parity trace has three days of two stretches each,
 * with a barrier between them, so that every day is more than one micro-batch or checkpoint, and
 * odd and unreadable records on each day.
 */
final class DaysTraffic {
  /** A day passes in four seconds. */
  static final double SPEED = 21_600;

  private static final int USERS = 1_000;
  private static final int DAYS = 3;
  private static final int STRETCHES = 2;
  private static final int EVENTS = 60;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private DaysTraffic() {}

  static void write(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    if (request.purpose() == Purpose.PARITY) {
      days(events);
    } else {
      onSchedule(request, events);
    }
  }

  private static void days(EventoWriter events) {
    long stretch = DAY_MILLIS / STRETCHES;
    for (int i = 0; i < DAYS * STRETCHES; i++) {
      if (i > 0) {
        events.control(Action.BARRIER);
      }
      long start = EventoWriter.BASE_MILLIS + i * stretch;
      for (int event = 0; event < EVENTS; event++) {
        events.next().event(user(events), start + event * stretch / EVENTS);
      }
      if (i % STRETCHES == 0) {
        events.oddities(start);
        events.defects(start);
      }
      // the last and the first instant of a day, so that a day in another time zone would show
      events.next().event(user(events), start + stretch - 1);
    }
  }

  /** A day; a part of the next that is one batch, in which the engine is killed; its rest. */
  static void killed(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    long start = EventoWriter.BASE_MILLIS;
    for (int event = 0; event < EVENTS; event++) {
      events.next().event(user(events), start + event * DAY_MILLIS / EVENTS);
    }
    events.oddities(start);
    events.defects(start);
    events.control(Action.ARM);
    events.control(Action.ATOMIC);
    // few enough for one produce request
    for (int event = 0; event < EVENTS; event++) {
      events.next().eventIn(0, user(events), start + DAY_MILLIS + event);
    }
    events.control(Action.KILL);
    for (int event = 0; event < EVENTS; event++) {
      events.next().event(user(events), start + DAY_MILLIS + event * DAY_MILLIS / EVENTS);
    }
    events.oddities(start + DAY_MILLIS);
    events.defects(start + DAY_MILLIS);
  }

  private static void onSchedule(TraceRequest request, EventoWriter events) {
    double microsPerEvent = MICROS_PER_SECOND / request.ratePerSecond();
    long count =
        request.purpose() == Purpose.DRAIN
            ? request.events()
            : Math.round(
                request.leadIn().plus(request.measured()).toMillis() * 1_000 / microsPerEvent);
    for (long i = 0; i < count; i++) {
      double micros = i * microsPerEvent;
      long millis = EventoWriter.BASE_MILLIS + (long) (micros * SPEED / 1_000);
      events.at((long) micros).event(user(events), millis);
    }
  }

  private static String user(EventoWriter events) {
    return "u-" + events.random().nextInt(USERS);
  }
}
