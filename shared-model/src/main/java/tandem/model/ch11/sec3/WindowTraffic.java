package tandem.model.ch11.sec3;

import java.time.Duration;
import java.util.PriorityQueue;
import tandem.model.ch11.sec3.TimeWindows.Shape;
import tandem.model.ch11.sec3.TimeWindows.Windows;
import tandem.model.event.EventoWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

/**
 * Traffic of the window and session exercises. Live traces carry a tick on every partition at each
 * instant at which windows become ready; parity traces have barriers, late records after them, and
 * odd and unreadable records.
 *
 * @param windows the windows that the trace must fill and close
 * @param extra a user of a special kind
 */
public record WindowTraffic(Windows windows, Extra extra) implements Traffic {
  private static final int USERS = 12;
  private static final int EVENTS_PER_SESSION = 5;
  private static final int PARITY_EVENTS = 240;

  /** What a trace holds besides its ordinary users. */
  public enum Extra {
    NONE,
    /** Every region has a partition of its own, so that each region's changes have one order. */
    REGIONS_APART,
    /** A user whose session never ends. */
    ENDLESS,
    /** A user who comes back after six hours. */
    IDLE_6H
  }

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    if (request.purpose() == Purpose.PARITY) {
      parity(events);
    } else {
      onSchedule(request, out, events);
      if (request.purpose() == Purpose.LIVE) {
        events.control(Action.MEASURE);
      }
    }
    // far enough to close all that is open, whatever the windows
    events.next().tick(events.maxMillis() + span());
  }

  /** Longest time that anything can stay open after its last event. */
  private long span() {
    return windows.delay().plus(windows.size()).plus(windows.slide()).toMillis() * 2;
  }

  private void parity(EventoWriter events) {
    long start = EventoWriter.BASE_MILLIS;
    long end =
        stretch(
            events, start, extra == Extra.IDLE_6H ? Duration.ofHours(6).toMillis() : 2 * span());
    events.control(Action.BARRIER);
    late(events, start, end);
    end = stretch(events, end, span());
    events.control(Action.BARRIER);
    late(events, start, end);
    stretch(events, end, span());
    events.control(Action.MEASURE);
  }

  /** Events over a span of event time, a little out of order, up to a tick at its end. */
  private long stretch(EventoWriter events, long start, long spanMillis) {
    long jitter = windows.delay().toMillis() / 4;
    long step = spanMillis / PARITY_EVENTS;
    long everyMillis = Math.max(step, windows.size().toMillis() * 3 / 4 / step * step);
    if (extra == Extra.IDLE_6H) {
      events.next().event("ausente", start);
    }
    for (long at = 0; at < spanMillis; at += step) {
      long behind = events.random().nextLong(jitter);
      event(
          events.next(),
          "u-" + events.random().nextInt(USERS),
          Math.max(start, start + at - behind));
      if (extra == Extra.ENDLESS && at % everyMillis == 0) {
        events.event("sinfin", start + at);
      }
    }
    events.oddities(start + spanMillis);
    events.defects(start + spanMillis);
    events.next().tick(start + spanMillis);
    return start + spanMillis;
  }

  /** Records whose windows have all been closed by the watermark of the barrier just before. */
  private void late(EventoWriter events, long start, long end) {
    long closed =
        end - windows.delay().toMillis() - windows.size().toMillis() - windows.slide().toMillis();
    for (int i = 0; i < 5; i++) {
      // users of their own: a late record must not touch a session that is still open
      event(events.next(), "tarde-" + end + "-" + i, closed - i * (closed - start) / 5);
    }
  }

  private void event(EventoWriter events, String user, long millis) {
    if (extra == Extra.REGIONS_APART) {
      events.eventOfRegion(user, millis);
    } else {
      events.event(user, millis);
    }
  }

  private void onSchedule(TraceRequest request, TraceWriter out, EventoWriter events) {
    Schedule schedule = new Schedule(request, out.header().replaySpeed());
    long slide = windows.slide().toMillis();
    PriorityQueue<PlannedEvent> planned = new PriorityQueue<>();
    events.at(0).tick(EventoWriter.BASE_MILLIS);
    for (long grid = slide; !schedule.done(grid, out.records()); grid += slide) {
      plan(planned, grid, schedule.eventsPer(slide), events);
      while (!planned.isEmpty()
          && planned.peek().sendAt() < grid
          && !schedule.full(out.records())) {
        PlannedEvent next = planned.poll();
        events.at(schedule.micros(next.sendAt()));
        event(events, next.user(), EventoWriter.BASE_MILLIS + next.millis());
      }
      events.at(schedule.micros(grid)).tick(EventoWriter.BASE_MILLIS + grid);
    }
  }

  /**
   * Events of the slide that ends at the grid point; sessions have their last event exactly there.
   */
  private void plan(
      PriorityQueue<PlannedEvent> planned, long grid, long count, EventoWriter events) {
    long slide = windows.slide().toMillis();
    long jitter = windows.delay().toMillis() / 4;
    boolean sessions = windows.shape() == Shape.SESSION;
    for (long i = 0; i < count; i++) {
      boolean last = sessions && i % EVENTS_PER_SESSION == EVENTS_PER_SESSION - 1;
      // a session fits into four fifths of its gap, so that no silence inside it can end it
      long back = last ? 1 : 1 + events.random().nextLong(sessions ? slide * 4 / 5 : slide);
      String user =
          sessions
              ? "u-" + grid / slide + "-" + i / EVENTS_PER_SESSION
              : "u-" + events.random().nextInt(1_000);
      long behind = last ? 0 : events.random().nextLong(jitter);
      planned.add(new PlannedEvent(grid - back + behind, planned.size() + i, grid - back, user));
    }
  }
}
