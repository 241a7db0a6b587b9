package tandem.model.ch11.sec2;

import java.time.Duration;
import tandem.model.event.EventoWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/**
 * Traffic of 11.2.4: events of several months. Each month is taken up again in later stretches, so
 * that the table's rows are written many times.
 */
final class MonthsTraffic {
  /** A month passes in less than two minutes. */
  static final double SPEED = 25_920;

  /** Rows of a large batch. */
  static final int ROWS = 10_000;

  private static final int USERS = 1_000;
  private static final int MONTHS = 3;
  private static final int STRETCHES = 3;
  private static final int EVENTS = 120;
  private static final int LARGE_BATCHES = 3;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final long MONTH_MILLIS = Duration.ofDays(31).toMillis();

  private MonthsTraffic() {}

  static void write(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    if (request.purpose() != Purpose.PARITY) {
      onSchedule(request, events);
      return;
    }
    for (int i = 0; i < STRETCHES; i++) {
      if (i > 0) {
        events.control(Action.BARRIER);
      }
      stretch(events);
      odd(events);
      // the last instant of a month and the first of the next
      long april = EventoWriter.BASE_MILLIS + MONTH_MILLIS;
      events.next().purchase(user(events), april - 1, "sur");
      events.next().purchase(user(events), april, "sur");
    }
  }

  /** Batches; one in which the engine is killed; a rest. */
  static void killed(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    stretch(events);
    odd(events);
    events.control(Action.ARM);
    events.control(Action.ATOMIC);
    // few enough for one produce request
    for (int i = 0; i < EVENTS; i++) {
      events.next().eventIn(0, user(events), EventoWriter.BASE_MILLIS + i);
    }
    events.control(Action.KILL);
    stretch(events);
    odd(events);
  }

  /** Batches before, while and after the servers are away. */
  static void interrupted(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    stretch(events);
    odd(events);
    events.control(Action.BARRIER);
    stretch(events);
    events.control(Action.INTERRUPT);
    stretch(events);
    events.control(Action.RESUME);
    stretch(events);
    odd(events);
  }

  /** Some batches of {@link #ROWS} rows, each there as a whole when the engine goes on. */
  static void large(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    stretch(events);
    odd(events);
    for (int batch = 1; batch <= LARGE_BATCHES; batch++) {
      events.control(Action.STOP);
      long millis = EventoWriter.BASE_MILLIS + batch * MONTH_MILLIS;
      for (int i = 0; i < ROWS; i++) {
        events.at(i * 10L).purchase(user(events), millis, "region-" + i);
      }
      events.control(Action.RESTART);
      events.control(Action.BARRIER);
    }
    stretch(events);
  }

  private static void stretch(EventoWriter events) {
    for (int i = 0; i < EVENTS; i++) {
      long millis = EventoWriter.BASE_MILLIS + i * (MONTHS * MONTH_MILLIS) / EVENTS;
      events.next().event(user(events), millis);
    }
  }

  private static void odd(EventoWriter events) {
    events.oddities(EventoWriter.BASE_MILLIS);
    events.defects(EventoWriter.BASE_MILLIS);
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
