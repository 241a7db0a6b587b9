package tandem.model.ch11.sec3;

import java.util.ArrayDeque;
import java.util.Deque;
import tandem.model.event.EventoWriter;
import tandem.model.event.EventoWriter.Written;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

/**
 * Traffic in which users come back, new ones keep joining, and producers retry: what state per user
 * and state per event grow with. In parity traces also odd and unreadable records.
 */
final class UserTraffic implements Traffic {
  /** Users at the start of a timed trace, and of a small one. */
  private static final int USERS = 2_000;

  private static final int FEW_USERS = 20;

  /** One event in so many is a new user's first. */
  private static final int NEWCOMER_ONE_IN = 50;

  /** One event in so many is sent again, so many events later; sooner in a small trace. */
  private static final int RETRY_ONE_IN = 40;

  private static final int RETRIED_AFTER = 4_000;
  private static final int RETRIED_SOON = 30;
  private static final int STRETCH = 150;
  private static final double MICROS_PER_SECOND = 1e6;

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    if (request.purpose() == Purpose.PARITY) {
      Users users = new Users(events, FEW_USERS, RETRIED_SOON);
      stretch(events, users, 0);
      events.control(Action.BARRIER);
      stretch(events, users, 1);
      events.control(Action.MEASURE);
      return;
    }
    onSchedule(request, events);
    if (request.purpose() == Purpose.LIVE) {
      events.control(Action.MEASURE);
    }
  }

  private static void stretch(EventoWriter events, Users users, int number) {
    long start = EventoWriter.BASE_MILLIS + number * 60_000L;
    for (int i = 0; i < STRETCH; i++) {
      events.next();
      users.event(start + i * 100L);
    }
    events.oddities(start);
    events.defects(start);
  }

  private static void onSchedule(TraceRequest request, EventoWriter events) {
    Users users = new Users(events, USERS, RETRIED_AFTER);
    double microsPerEvent = MICROS_PER_SECOND / request.ratePerSecond();
    long count =
        request.purpose() == Purpose.DRAIN
            ? request.events()
            : Math.round(
                request.leadIn().plus(request.measured()).toMillis() * 1_000 / microsPerEvent);
    for (long i = 0; i < count; i++) {
      long micros = (long) (i * microsPerEvent);
      events.at(micros);
      users.event(EventoWriter.BASE_MILLIS + micros / 1_000);
    }
  }

  /** Whose event comes next. */
  private static final class Users {
    private final EventoWriter events;
    private final Deque<Retry> retries = new ArrayDeque<>();
    private final int retriedAfter;
    private int known;
    private long written;

    Users(EventoWriter events, int known, int retriedAfter) {
      this.events = events;
      this.known = known;
      this.retriedAfter = retriedAfter;
    }

    /** An event of somebody, or an earlier one once more. */
    void event(long millis) {
      written++;
      if (!retries.isEmpty() && retries.peek().due() <= written) {
        events.again(retries.poll().event());
        return;
      }
      boolean joins = events.random().nextInt(NEWCOMER_ONE_IN) == 0;
      int user = joins ? known++ : events.random().nextInt(known);
      events.event("u-" + user, millis);
      if (events.random().nextInt(RETRY_ONE_IN) == 0) {
        retries.add(new Retry(written + retriedAfter, events.last()));
      }
    }
  }

  /** An event that will be sent again when so many have been written. */
  private record Retry(long due, Written event) {}
}
