package tandem.model.ch11.sec5;

import java.time.Duration;
import java.util.List;
import tandem.model.event.EventoWriter;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/**
 * Three hours of a day's sales, with buyers who buy often in the last minutes of it. No record
 * comes after them that would let the last windows close: that is what the modes are told by.
 */
final class SalesTraffic {
  /** Records that must be refused. */
  static final int REFUSED = 24;

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long STEP = Duration.ofSeconds(45).toMillis();
  private static final long JITTER = ChooseTheOutputMode.DELAY.toMillis() / 6;

  /** So many that each buys less than twice an hour. */
  private static final int USERS = 60;

  private static final int LOYAL = 3;
  private static final int LOYAL_PURCHASES = 7;
  private static final List<String> REGIONS = List.of("norte", "sur", "este", "oeste");

  private final EventoWriter events;
  private int number;

  private SalesTraffic(EventoWriter events) {
    this.events = events;
  }

  static void write(TraceRequest request, TraceWriter out) {
    new SalesTraffic(new EventoWriter(out, request.seed())).write();
  }

  private void write() {
    stretch(0, 90);
    end(90);
    events.control(Action.BARRIER);
    stretch(90, 160);
    for (int i = 0; i < LOYAL_PURCHASES; i++) {
      int minute = 160 + 2 * i;
      stretch(minute, minute + 2);
      for (int loyal = 0; loyal < LOYAL; loyal++) {
        purchase("fiel-" + loyal, minute * MINUTE);
      }
    }
    end(180);
  }

  /**
   * Sales and other events, a little out of order; those of a region have a partition of their own,
   * so that the changes of its windows have one order.
   */
  private void stretch(int fromMinute, int toMinute) {
    for (long at = fromMinute * MINUTE; at < toMinute * MINUTE; at += STEP) {
      String user = "u-" + number % USERS;
      long millis = Math.max(0, at - events.random().nextLong(JITTER));
      if (number++ % 3 == 0) {
        events.next().eventOfRegion(user, EventoWriter.BASE_MILLIS + millis);
      } else {
        purchase(user, millis);
      }
    }
  }

  private void end(int minute) {
    long millis = EventoWriter.BASE_MILLIS + minute * MINUTE;
    events.next().oddities(millis);
    events.defects(millis);
    events.next().tick(millis);
  }

  private void purchase(String user, long millis) {
    String region = REGIONS.get(events.random().nextInt(REGIONS.size()));
    events.next().purchase(user, EventoWriter.BASE_MILLIS + millis, region);
  }
}
