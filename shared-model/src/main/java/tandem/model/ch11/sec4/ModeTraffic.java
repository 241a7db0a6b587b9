package tandem.model.ch11.sec4;

import java.time.Duration;
import tandem.model.ch11.sec3.TimeWindows;
import tandem.model.ch11.sec3.WindowTraffic;
import tandem.model.ch11.sec3.WindowTraffic.Extra;
import tandem.model.event.EventoWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/**
 * Traffic of exercise 11.4.3. Parity traces are a few micro-batches, each sent as one and waited
 * for, so that it can be said what a whole table shows after each: regions that come back in a
 * later batch, late events after windows have closed, odd and unreadable records. All events of a
 * region share a partition. On the clock it is the traffic of 11.3.2, whose windows are the same.
 */
final class ModeTraffic {
  private static final int EVENTS = 24;
  private static final int USERS = 12;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private ModeTraffic() {}

  static void write(TraceRequest request, TraceWriter out) {
    if (request.purpose() == Purpose.PARITY) {
      parity(new EventoWriter(out, request.seed()));
    } else {
      new WindowTraffic(TimeWindows.windows(TimeWindows.TUMBLING_UPDATE), Extra.REGIONS_APART)
          .write(request, out);
    }
  }

  private static void parity(EventoWriter events) {
    batch(events, () -> between(events, 0, 3));
    // windows of the batch before among them
    batch(events, () -> between(events, 2, 5));
    batch(
        events,
        () -> {
          events.oddities(at(6));
          events.defects(at(6));
        });
    // ten minutes of delay: everything that ends in the first six is over
    batch(events, () -> events.next().tick(at(16)));
    batch(events, () -> late(events));
    batch(events, () -> between(events, 14, 18));
    batch(events, () -> late(events));
    events.control(Action.ATOMIC);
    between(events, 18, 20);
    events.control(Action.MEASURE);
    // closes all that is open
    long end = events.maxMillis() + 2 * WatermarkAndOutputMode.DELAY.toMillis();
    events.next().tick(end);
    events.control(Action.BARRIER);
    // a table has its rows with a checkpoint: this is in one that follows them, and closes nothing
    events.next().tick(end);
  }

  private static void batch(EventoWriter events, Runnable records) {
    events.control(Action.ATOMIC);
    records.run();
    events.control(Action.BARRIER);
  }

  /** Events of some minutes, each up to one minute behind the schedule. */
  private static void between(EventoWriter events, int fromMinute, int toMinute) {
    long step = (at(toMinute) - at(fromMinute)) / EVENTS;
    for (int i = 0; i < EVENTS; i++) {
      long behind = events.random().nextLong(MINUTE);
      event(events, Math.max(at(fromMinute), at(fromMinute) + i * step - behind));
    }
  }

  /** Events of the first minutes, whose windows have closed where there is a watermark. */
  private static void late(EventoWriter events) {
    for (int minute = 0; minute < 5; minute++) {
      event(events, at(minute) + MINUTE / 2);
    }
  }

  private static void event(EventoWriter events, long millis) {
    events.next().eventOfRegion("u-" + events.random().nextInt(USERS), millis);
  }

  private static long at(int minute) {
    return EventoWriter.BASE_MILLIS + minute * MINUTE;
  }
}
