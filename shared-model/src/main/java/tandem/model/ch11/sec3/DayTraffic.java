package tandem.model.ch11.sec3;

import java.util.PriorityQueue;
import tandem.model.event.EventoWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

/**
 * Traffic of exercise 11.3.5: each day a third of the users pay one visit of one to three events,
 * and every partition has a tick at midnight. Parity traces have barriers, late records after them,
 * and odd and unreadable records.
 *
 * @param late whose the late records are
 */
record DayTraffic(Late late) implements Traffic {
  private static final long HOUR = 3_600_000;
  private static final long DAY = StateThatOnlyGrows.DAY.toMillis();

  /** The whole of a visit arrives late by at most a quarter of the watermark's delay. */
  private static final long JITTER = StateThatOnlyGrows.DELAY.toMillis() / 4;

  private static final long BETWEEN_EVENTS = HOUR / 3;
  private static final double EVENTS_PER_VISIT = 1.25;
  private static final int USERS_PER_VISIT = 3;
  private static final int PARITY_VISITS = 12;
  private static final int PARITY_DAYS = 5;
  private static final int LATE_RECORDS = 5;

  /** Whose late records are. */
  enum Late {
    /** Of users who had visited on that day. */
    KNOWN,
    /** Of users who had not: where state goes by the clock, nobody knows what is left of others. */
    STRANGERS,
    /** Of users who had visited, sent when their state has expired for certain. */
    EXPIRED
  }

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    if (request.purpose() == Purpose.PARITY) {
      parity(events, new Schedule(request, out.header().replaySpeed()));
    } else {
      onSchedule(new Schedule(request, out.header().replaySpeed()), out, events);
      if (request.purpose() == Purpose.LIVE) {
        events.control(Action.MEASURE);
      }
    }
    // far enough to close all that is open
    events.next().tick(events.maxMillis() + 2 * StateThatOnlyGrows.TIME_TO_LIVE.toMillis());
  }

  private void parity(EventoWriter events, Schedule schedule) {
    for (int stretch = 0; stretch < 3; stretch++) {
      if (stretch > 0) {
        events.control(Action.BARRIER);
        late(events, schedule);
      }
      stretch(events, stretch * PARITY_DAYS);
    }
    events.control(Action.MEASURE);
  }

  /** Some days in the order in which their events are sent. */
  private static void stretch(EventoWriter events, int firstDay) {
    PriorityQueue<PlannedEvent> planned = new PriorityQueue<>();
    for (int day = firstDay; day < firstDay + PARITY_DAYS; day++) {
      plan(planned, day, PARITY_VISITS, events);
    }
    while (!planned.isEmpty()) {
      PlannedEvent next = planned.poll();
      events.next().event(next.user(), EventoWriter.BASE_MILLIS + next.millis());
    }
    long end = EventoWriter.BASE_MILLIS + (firstDay + PARITY_DAYS) * DAY;
    events.oddities(end);
    events.defects(end);
    events.next().tick(end);
  }

  /** Events of the first day, which the watermark of the barrier just before has closed. */
  private void late(EventoWriter events, Schedule schedule) {
    long numberOfBarrier = events.maxMillis();
    if (late == Late.EXPIRED) {
      events.at(2 * schedule.micros(StateThatOnlyGrows.TIME_TO_LIVE.toMillis()));
    }
    for (int i = 0; i < LATE_RECORDS; i++) {
      String user =
          late == Late.STRANGERS ? "tarde-" + numberOfBarrier + "-" + i : user(0, i, PARITY_VISITS);
      events.next().event(user, EventoWriter.BASE_MILLIS + i * HOUR);
    }
  }

  private static void onSchedule(Schedule schedule, TraceWriter out, EventoWriter events) {
    PriorityQueue<PlannedEvent> planned = new PriorityQueue<>();
    long visits = Math.max(1, Math.round(schedule.eventsPer(DAY) / EVENTS_PER_VISIT));
    events.at(0).tick(EventoWriter.BASE_MILLIS);
    for (long day = 0; !schedule.done((day + 1) * DAY, out.records()); day++) {
      long midnight = (day + 1) * DAY;
      plan(planned, day, visits, events);
      while (!planned.isEmpty()
          && planned.peek().sendAt() < midnight
          && !schedule.full(out.records())) {
        PlannedEvent next = planned.poll();
        events.at(schedule.micros(next.sendAt()));
        events.event(next.user(), EventoWriter.BASE_MILLIS + next.millis());
      }
      events.at(schedule.micros(midnight)).tick(EventoWriter.BASE_MILLIS + midnight);
    }
  }

  /** The visits of a day, each by another user. */
  private static void plan(
      PriorityQueue<PlannedEvent> planned, long day, long visits, EventoWriter events) {
    for (long visit = 0; visit < visits; visit++) {
      int dice = events.random().nextInt(20);
      int count = dice == 0 ? 3 : dice <= 3 ? 2 : 1;
      long first = day * DAY + events.random().nextLong(DAY - 2 * BETWEEN_EVENTS);
      long behind = events.random().nextLong(JITTER);
      for (int i = 0; i < count; i++) {
        long millis = first + i * BETWEEN_EVENTS;
        String user = user(day, visit, visits);
        planned.add(new PlannedEvent(millis + behind, planned.size(), millis, user));
      }
    }
  }

  /** A third of the users, another one each day. */
  private static String user(long day, long visit, long visits) {
    long users = visits * USERS_PER_VISIT;
    // a step without a common divisor visits nobody twice
    return "u-" + (visit * step(users) + day * day * (day + 7)) % users;
  }

  private static long step(long users) {
    long step = users / 2 + 1;
    while (greatestCommonDivisor(step, users) != 1) {
      step++;
    }
    return step;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
