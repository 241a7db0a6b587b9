package tandem.model.ch11.sec5;

import java.time.Duration;
import java.time.Instant;
import tandem.model.event.EventoWriter;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/**
 * Traffic of exercise 11.5.1, for parity only: the course's three micro-batches, each sent as one
 * and waited for; then odd and unreadable records, a crowd, a purchase that comes too late for its
 * window, and what closes all windows. Of the course's purchases those of carol, and bob's second,
 * are in the minute after 10:01: so the first window has alice with 250 and bob with 200, as in the
 * course's last table.
 */
final class PurchaseTraffic {
  private static final long TEN = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int CROWD = 30;
  private static final int USERS = 12;

  private PurchaseTraffic() {}

  static void write(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    batch(
        events,
        () -> {
          events.next().purchase("alice", TEN + 5_000, 100);
          events.next().purchase("bob", TEN + 10_000, 200);
        });
    batch(
        events,
        () -> {
          events.next().purchase("alice", TEN + 40_000, 150);
          events.next().purchase("carol", TEN + 65_000, 300);
        });
    batch(events, () -> events.next().purchase("bob", TEN + 90_000, 50));
    batch(
        events,
        () -> {
          events.oddities(TEN + 2 * MINUTE);
          events.defects(TEN + 2 * MINUTE);
        });
    batch(events, () -> crowd(events, TEN + 2 * MINUTE));
    // far enough to close the course's two windows
    batch(events, () -> events.next().tick(TEN + 4 * MINUTE));
    batch(events, () -> events.next().purchase("bob", TEN + 50_000, 999));
    events.control(Action.ATOMIC);
    crowd(events, TEN + 4 * MINUTE);
    events.control(Action.BARRIER);
    events.next().tick(TEN + 10 * MINUTE);
  }

  private static void batch(EventoWriter events, Runnable records) {
    events.control(Action.ATOMIC);
    records.run();
    events.control(Action.BARRIER);
  }

  /** Purchases of many users within a minute. */
  private static void crowd(EventoWriter events, long from) {
    for (int i = 0; i < CROWD; i++) {
      String user = "u-" + events.random().nextInt(USERS);
      events.next().event(user, from + i * MINUTE / CROWD);
    }
  }
}
