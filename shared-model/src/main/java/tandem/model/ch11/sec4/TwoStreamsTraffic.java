package tandem.model.ch11.sec4;

import java.time.Duration;
import java.util.List;
import tandem.model.event.EventoWriter;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

/**
 * Clicks and purchases of the same users on two topics, whose event times go apart in some way.
 * Parity traces only: barriers stand wherever it matters who is ahead of whom.
 *
 * @param shape how they go apart
 */
record TwoStreamsTraffic(Shape shape) implements Traffic {
  /** Records of each topic that must be refused, in every trace. */
  static final int REFUSED_PER_TOPIC = 12;

  private static final List<String> BOTH =
      List.of(SeveralWatermarks.CLICKS, SeveralWatermarks.COMPRAS);
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long STEP = Duration.ofSeconds(10).toMillis();

  /** One purchase a user within a click's reach, on the average: some clicks have none. */
  private static final int USERS = (int) (SeveralWatermarks.REACH.toMillis() / STEP);

  private static final long JITTER = SeveralWatermarks.DELAY.toMillis() / 4;
  private static final int LATE = 5;

  /** How the event times of the topics go apart. */
  enum Shape {
    /** Purchases go on for half an hour; then the clicks of the first half of it arrive. */
    CLICKS_BEHIND,
    /** After ten minutes there are purchases only. */
    CLICKS_SILENT,
    /** The same, with a click of nobody's on each partition every ten minutes. */
    HEARTBEATS,
    /** An hour of purchases, then its clicks. */
    CLICKS_AFTER
  }

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    switch (shape) {
      case CLICKS_BEHIND -> behind(events);
      case CLICKS_SILENT -> silent(events, false);
      case HEARTBEATS -> silent(events, true);
      case CLICKS_AFTER -> after(events);
    }
  }

  /**
   * Nobody says which topic an engine reads first. So where both are sent between two barriers,
   * they are sent less than a delay: whoever is ahead, even the greatest watermark passes nothing.
   */
  private static void behind(EventoWriter events) {
    stretch(events, 0, 7, BOTH);
    odd(events, 7);
    tick(events, 7, BOTH);
    events.control(Action.BARRIER);
    stretch(events, 7, 37, List.of(SeveralWatermarks.COMPRAS));
    tick(events, 37, List.of(SeveralWatermarks.COMPRAS));
    events.control(Action.BARRIER);
    stretch(events, 7, 22, List.of(SeveralWatermarks.CLICKS));
    tick(events, 22, List.of(SeveralWatermarks.CLICKS));
    events.control(Action.BARRIER);
    late(events, 1);
    stretch(events, 37, 44, BOTH);
    tick(events, 44, BOTH);
    events.control(Action.BARRIER);
    // far enough to let go of all that waits
    tick(events, 240, BOTH);
  }

  private static void silent(EventoWriter events, boolean heartbeats) {
    stretch(events, 0, 10, BOTH);
    odd(events, 10);
    tick(events, 10, BOTH);
    events.control(Action.BARRIER);
    for (int minute = 10; minute < 80; minute += 10) {
      stretch(events, minute, minute + 10, List.of(SeveralWatermarks.COMPRAS));
      tick(events, minute + 10, heartbeats ? BOTH : List.of(SeveralWatermarks.COMPRAS));
    }
  }

  private static void after(EventoWriter events) {
    for (String topic : List.of(SeveralWatermarks.COMPRAS, SeveralWatermarks.CLICKS)) {
      stretch(events, 0, 60, List.of(topic));
      tick(events, 60, List.of(topic));
    }
    odd(events, 60);
    tick(events, 240, BOTH);
  }

  /** An event on each of some topics every few seconds, a little out of order. */
  private static void stretch(
      EventoWriter events, int fromMinute, int toMinute, List<String> topics) {
    for (long at = fromMinute * MINUTE; at < toMinute * MINUTE; at += STEP) {
      for (String topic : topics) {
        String user = "u-" + events.random().nextInt(USERS);
        long behind = events.random().nextLong(JITTER);
        long millis = EventoWriter.BASE_MILLIS + Math.max(fromMinute * MINUTE, at - behind);
        events.next().to(topic).event(user, odd(millis));
      }
    }
  }

  /** Records of both topics that both policies drop: theirs are watermarks far beyond. */
  private static void late(EventoWriter events, int minute) {
    for (int i = 0; i < LATE; i++) {
      for (String topic : BOTH) {
        long millis = EventoWriter.BASE_MILLIS + (minute + i) * MINUTE;
        events.next().to(topic).event("u-" + i, odd(millis));
      }
    }
  }

  private static void odd(EventoWriter events, int minute) {
    for (String topic : BOTH) {
      long millis = odd(tickAt(minute) - 2);
      events.next().to(topic).oddities(millis);
      events.next().defects(millis);
    }
  }

  private static void tick(EventoWriter events, int minute, List<String> topics) {
    for (String topic : topics) {
      events.next().to(topic).tick(tickAt(minute));
    }
  }

  /** A little before the minute, and no two ticks whole minutes apart. */
  private static long tickAt(int minute) {
    return EventoWriter.BASE_MILLIS + minute * (MINUTE - 2);
  }

  /**
   * Ticks are at even milliseconds and all else at odd ones: no watermark ever stands exactly at an
   * event or at the end of its reach, where the engines' words differ by one.
   */
  private static long odd(long millis) {
    return millis | 1;
  }
}
