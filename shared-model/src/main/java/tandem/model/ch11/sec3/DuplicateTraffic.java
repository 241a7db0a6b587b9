package tandem.model.ch11.sec3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tandem.model.event.EventoWriter;
import tandem.model.event.EventoWriter.Written;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/**
 * Traffic of exercise 11.3.4: events of which some are sent again. A retry is the same record, byte
 * for byte, soon after; parity traces also hold retries and new events that the watermark has
 * passed, and events that come again with another time.
 */
final class DuplicateTraffic {
  private static final int USERS = 1_000;
  private static final int STRETCH_EVENTS = 240;
  private static final long MINUTE = 60_000;
  private static final long DELAY = Deduplication.DELAY.toMillis();
  private static final long STRETCH = 3 * DELAY;

  /** One event in how many is sent again, and after how many others at most. */
  private static final int RETRY_ONE_IN = 20;

  private static final int RETRY_WITHIN = 16;

  private static final double MICROS_PER_SECOND = 1e6;

  /** Longer than any watermark interval: what comes after it finds the watermark in its place. */
  private static final long SETTLED_MICROS = 1_000_000;

  /** Few enough for one produce request. */
  private static final int KILLED_EVENTS = 60;

  private static final int BURSTS = 3;
  private static final int BURST_EVENTS = 12;

  private DuplicateTraffic() {}

  static void byEventTime(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed()).withUuids();
    if (request.purpose() == Purpose.PARITY) {
      parity(events);
      return;
    }
    long micros = onSchedule(request, out, events);
    if (request.purpose() == Purpose.LIVE) {
      events.at(micros).tick(events.maxMillis());
      events.at(micros + SETTLED_MICROS).event(user(events), events.maxMillis());
      events.control(Action.MEASURE);
    }
  }

  private static void parity(EventoWriter events) {
    long start = EventoWriter.BASE_MILLIS;
    List<Written> before = stretch(events, start);
    for (int i = 0; i < 2; i++) {
      events.control(Action.BARRIER);
      start += STRETCH;
      passed(events, before, start);
      again(events, before, start);
      before = stretch(events, start);
    }
    events.control(Action.MEASURE);
  }

  /** Events over a span of event time, a little out of order, some of them sent twice. */
  private static List<Written> stretch(EventoWriter events, long start) {
    List<Written> written = new ArrayList<>();
    long step = STRETCH / STRETCH_EVENTS;
    for (int i = 0; i < STRETCH_EVENTS; i++) {
      long behind = events.random().nextLong(DELAY / 4);
      events.next().event(user(events), Math.max(start, start + i * step - behind));
      written.add(events.last());
      if (events.random().nextInt(RETRY_ONE_IN / 2) == 0) {
        int back = 1 + events.random().nextInt(Math.min(written.size(), RETRY_WITHIN / 2));
        events.next().again(written.get(written.size() - back));
      }
    }
    events.oddities(start + STRETCH);
    events.defects(start + STRETCH);
    events.next().tick(start + STRETCH);
    return written;
  }

  /** Records that the watermark of the barrier just before has passed: retries, and new ones. */
  private static void passed(EventoWriter events, List<Written> before, long now) {
    List<Written> old =
        before.stream().filter(each -> each.millis() <= now - DELAY - 5 * MINUTE).toList();
    for (int i = 1; i <= 5; i++) {
      events.next().again(old.get(i * old.size() / 6));
      events.next().event("tarde-" + i, old.get(i * old.size() / 6).millis() + 1);
    }
  }

  /**
   * Events that come again with the time of now: of those whose id the watermark's delay has let be
   * forgotten, of those that only their own time would let be forgotten, and of new ones.
   */
  private static void again(EventoWriter events, List<Written> before, long now) {
    for (long age : List.of(2 * DELAY + 20 * MINUTE, DELAY + 30 * MINUTE, 20 * MINUTE)) {
      List<Written> old =
          before.stream().filter(each -> Math.abs(now - age - each.millis()) < 8 * MINUTE).toList();
      for (int i = 0; i < 4; i++) {
        events.next().again(old.get(i * 2).restamped(now + i));
      }
    }
  }

  /**
   * Events; some that are one batch, in which the engine is killed; events. Each part sends some of
   * the one before it again, and the batch some of its own.
   */
  static void killed(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed()).withUuids();
    List<Written> before = stretch(events, EventoWriter.BASE_MILLIS);
    long now = EventoWriter.BASE_MILLIS + STRETCH;
    events.control(Action.ARM);
    events.control(Action.ATOMIC);
    before.stream()
        .filter(each -> each.partition() == 0 && each.millis() > now - DELAY / 2)
        .forEach(each -> events.next().again(each));
    List<Written> batch = new ArrayList<>();
    for (int i = 0; i < KILLED_EVENTS; i++) {
      events.next().eventIn(0, user(events), now + i);
      batch.add(events.last());
      if (i % 4 == 0) {
        events.next().again(batch.get(i / 2));
      }
    }
    events.control(Action.KILL);
    batch.forEach(each -> events.next().again(each));
    stretch(events, now + MINUTE);
  }

  /**
   * Bursts that arrive whole, each after a silence that is twice as long as an id is known. Each
   * repeats some of its own events, and all of the burst before it.
   */
  static void byTheClock(TraceRequest request, TraceWriter out) {
    if (request.purpose() != Purpose.PARITY) {
      throw new IllegalArgumentException("a memory that goes by the clock is for parity only");
    }
    EventoWriter events = new EventoWriter(out, request.seed()).withUuids();
    Duration silence = Deduplication.MEMORY.multipliedBy(2);
    long silenceMicros = (long) (silence.toNanos() / 1e3 / out.header().replaySpeed());
    List<Written> before = List.of();
    for (int burst = 0; burst < BURSTS; burst++) {
      long start = EventoWriter.BASE_MILLIS + burst * silence.toMillis();
      // the one that is on the schedule: a burst is sent as soon as it can be
      events.at(burst == 0 ? 0 : silenceMicros).event(user(events), start);
      events.control(Action.ATOMIC);
      events.oddities(start);
      events.defects(start);
      before.forEach(events::again);
      before = burst(events, start);
      events.control(Action.BARRIER);
    }
  }

  private static List<Written> burst(EventoWriter events, long start) {
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < BURST_EVENTS; i++) {
      events.event(user(events), start + i);
      written.add(events.last());
    }
    written.stream().filter(each -> each.millis() % 2 == 0).forEach(events::again);
    return written;
  }

  /** Events on their schedule; returns when the last one is sent. */
  private static long onSchedule(TraceRequest request, TraceWriter out, EventoWriter events) {
    double microsPerEvent = MICROS_PER_SECOND / request.ratePerSecond();
    double speed = out.header().replaySpeed();
    long live = request.leadIn().plus(request.measured()).toNanos() / 1_000;
    long count =
        request.purpose() == Purpose.DRAIN ? request.events() : (long) (live / microsPerEvent);
    Written[] recent = new Written[RETRY_WITHIN];
    long micros = 0;
    for (long i = 0; i < count; i++) {
      micros = (long) (i * microsPerEvent);
      events.at(micros);
      long millis = EventoWriter.BASE_MILLIS + (long) (micros / 1_000.0 * speed);
      Written earlier = recent[events.random().nextInt(RETRY_WITHIN)];
      boolean retry = events.random().nextInt(RETRY_ONE_IN) == 0;
      // at a low rate even the last few are old, and a retry would be neither in time nor late
      if (retry && earlier != null && millis - earlier.millis() < DELAY / 4) {
        events.again(earlier);
      } else {
        events.event(user(events), millis);
        recent[(int) (i % RETRY_WITHIN)] = events.last();
      }
    }
    return micros;
  }

  private static String user(EventoWriter events) {
    return "u-" + events.random().nextInt(USERS);
  }
}
