package tandem.model.ch11.sec5;

import java.util.List;
import tandem.model.event.EventoWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/**
 * Traffic of 11.5.2: events of users, of whom each is a row of the table. In parity traces they
 * come in small stretches, so that most rows are written more than once.
 */
final class MetricTraffic {
  /** Rows of the table between which its growth is looked at. */
  static final List<Integer> SIZES = List.of(5_000, 10_000, 20_000, 40_000);

  private static final int USERS = 200;
  private static final int EVENTS = 120;
  private static final int STRETCHES = 3;
  private static final int KILLED_EVENTS = 60;
  private static final int CHANGES = 50;
  private static final int SMALL_BATCHES = 5;
  private static final long MICROS_BETWEEN_NEW = 50;

  private MetricTraffic() {}

  /** A few stretches, each of them a micro-batch and a checkpoint at the least. */
  static void write(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    if (request.purpose() != Purpose.PARITY) {
      request.atSteadyRate(
          micros ->
              events
                  .at(micros)
                  .event(user(events, USERS), EventoWriter.BASE_MILLIS + micros / 1_000));
      return;
    }
    for (int i = 0; i < STRETCHES; i++) {
      if (i > 0) {
        events.control(Action.BARRIER);
      }
      stretch(events, i);
    }
  }

  /**
   * A batch that makes the table, which takes a process the longest; a stretch; some events that
   * are one batch, in which the engine is killed; another stretch.
   */
  static void killed(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    changes(events, USERS, CHANGES);
    events.control(Action.BARRIER);
    stretch(events, 0);
    events.control(Action.ARM);
    changes(events, USERS, KILLED_EVENTS);
    events.control(Action.KILL);
    stretch(events, 2);
  }

  /**
   * A table that grows: new users up to a size, then some batches that change a few rows each; then
   * the next size.
   */
  static void growing(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    stretch(events, 0);
    int users = 0;
    for (int size : SIZES) {
      events.control(Action.BARRIER);
      for (int i = 0; users < size; i++) {
        events.at(i * MICROS_BETWEEN_NEW).event("u-" + users++, EventoWriter.BASE_MILLIS + i);
      }
      for (int batch = 0; batch < SMALL_BATCHES; batch++) {
        events.control(Action.BARRIER);
        changes(events, size, CHANGES);
      }
    }
    events.control(Action.BARRIER);
    stretch(events, 1);
  }

  /** Events that are one batch: few enough for one produce request. */
  private static void changes(EventoWriter events, int users, int count) {
    events.control(Action.ATOMIC);
    for (int i = 0; i < count; i++) {
      events.next().eventIn(0, user(events, users), EventoWriter.BASE_MILLIS + i);
    }
  }

  private static void stretch(EventoWriter events, int number) {
    long start = EventoWriter.BASE_MILLIS + number * 60_000L;
    for (int i = 0; i < EVENTS; i++) {
      events.next().event(user(events, USERS), start + i * 100L);
    }
    events.oddities(start);
    events.defects(start);
    events.next().event(user(events, USERS), start + EVENTS * 100L);
  }

  private static String user(EventoWriter events, int users) {
    return "u-" + events.random().nextInt(users);
  }
}
