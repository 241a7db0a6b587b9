package tandem.model.ch11.sec6;

import static tandem.model.ch11.sec6.LastClickAttribution.CLICKS;
import static tandem.model.ch11.sec6.LastClickAttribution.COMPRAS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tandem.model.codec.WireTopic;
import tandem.model.event.EventoWriter;
import tandem.model.event.WireWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

/**
 * Traffic of exercise 11.6.5. Parity traces hold several clicks before a purchase, two in one
 * millisecond, one that arrives after the purchase that it precedes, one at either side of the half
 * hour's edge, some whose time is up in the very instant of a watermark, records that come twice,
 * and late ones after barriers. In live traces every purchase lies a millisecond before the end of
 * a slot, and ticks at the ends let the watermark pass: each gets certain at one instant for both
 * engines.
 */
record AttributionTraffic() implements Traffic {
  /** Between two ticks, in event time; the delay is a multiple of it. */
  static final Duration SLOT = Duration.ofMinutes(5);

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long WINDOW = LastClickAttribution.WINDOW.toMillis();
  private static final long DELAY = LastClickAttribution.DELAY.toMillis();
  private static final long STRETCH = Duration.ofHours(3).toMillis();
  private static final long FLUSH = Duration.ofDays(1).toMillis();
  private static final int STEPS = 180;
  private static final int USERS = 10;
  private static final int CAMPAIGNS = 9;

  /** An odd millisecond: no event falls on a watermark that is not meant to. */
  private static final int OFF_THE_GRID = 7;

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    WireWriter events =
        new WireWriter(out, request.seed(), List.of(CLICKS, COMPRAS), AttributionTraffic::record);
    if (request.purpose() == Purpose.PARITY) {
      parity(events);
    } else {
      onSchedule(request, out, events);
    }
    events.next().tick(events.maxMillis() + FLUSH);
    if (request.purpose() == Purpose.PARITY) {
      // nobody is told when a table has the last rows: they are there when the watermark is
      events.control(Action.BARRIER);
    }
  }

  private static void parity(WireWriter events) {
    long start = EventoWriter.BASE_MILLIS;
    stretch(events, start);
    events.control(Action.BARRIER);
    late(events, start + STRETCH);
    stretch(events, start + STRETCH);
    events.control(Action.BARRIER);
    late(events, start + 2 * STRETCH);
    stretch(events, start + 2 * STRETCH);
    events.control(Action.MEASURE);
  }

  /** Three hours of events, one a minute, up to a tick at their end. */
  private static void stretch(WireWriter events, long start) {
    for (int i = 0; i < STEPS; i++) {
      long at = start + i * MINUTE + OFF_THE_GRID;
      long when = Math.max(start + OFF_THE_GRID, at - events.random().nextLong(DELAY / 4));
      boolean click = events.random().nextInt(5) < 3;
      events.next().event(click ? CLICKS : COMPRAS, "u-" + events.random().nextInt(USERS), when);
      if (i == STEPS / 3) {
        journeys(events, start, at);
      }
      if (i == STEPS / 3 + WINDOW / MINUTE) {
        // the first instant of its half hour still counts, the one before it does not
        events.next().event(COMPRAS, "justo-" + start, at);
        events.next().event(COMPRAS, "pasado-" + start, at + 1);
      }
      if (i == (STRETCH - DELAY - WINDOW) / MINUTE) {
        // its half hour ends in the instant that the watermark will have: not past it yet
        click(events, "al-filo-" + start, "c-al-filo", at - OFF_THE_GRID);
      }
      if (i == (STRETCH - DELAY) / MINUTE) {
        events.next().event(COMPRAS, "al-filo-" + start, at - OFF_THE_GRID);
        // the watermark will be just before; its last click is at 8 minutes before that
        click(events, "perdido-" + (start + STRETCH), "c-a-tiempo", at - 8 * MINUTE);
        events.next().event(COMPRAS, "perdido-" + (start + STRETCH), at + 2 * MINUTE);
      }
    }
    events.oddOnes(start + STRETCH);
    events.next().tick(start + STRETCH);
  }

  /** Users whose clicks lie around a purchase in one and the same instant. */
  private static void journeys(WireWriter events, long start, long at) {
    String tres = "tres-" + start;
    click(events, tres, "c-1", at - 12 * MINUTE);
    click(events, tres, "c-2", at - 8 * MINUTE);
    click(events, tres, "c-3", at - 4 * MINUTE);
    events.next().event(COMPRAS, tres, at);
    // the last click arrives after the purchase, and before others of its user
    String desorden = "desorden-" + start;
    click(events, desorden, "c-primero", at - 9 * MINUTE);
    events.next().event(COMPRAS, desorden, at);
    click(events, desorden, "c-tarde", at - MINUTE);
    click(events, desorden, "c-medio", at - 5 * MINUTE);
    // in one millisecond, in both orders of arrival
    click(events, "empate-" + start, "c-b", at - 3 * MINUTE);
    click(events, "empate-" + start, "c-a", at - 3 * MINUTE);
    events.next().event(COMPRAS, "empate-" + start, at);
    click(events, "empate2-" + start, "c-a", at - 3 * MINUTE);
    click(events, "empate2-" + start, "c-b", at - 3 * MINUTE);
    events.next().event(COMPRAS, "empate2-" + start, at);
    // clicks at whose half hour's end a purchase will come, and one in the purchase's own instant
    click(events, "justo-" + start, "c-justo", at);
    click(events, "pasado-" + start, "c-pasado", at);
    click(events, "mismo-" + start, "c-mismo", at);
    events.next().event(COMPRAS, "mismo-" + start, at);
    events.next().event(COMPRAS, "antes-" + start, at - 1);
    click(events, "antes-" + start, "c-despues", at);
    // sent twice, both
    events.next().twice(CLICKS, "doble-" + start, at - MINUTE);
    events.next().twice(COMPRAS, "doble-" + start, at);
  }

  /** Clicks that the watermark has passed: they would be the last of a purchase that waits. */
  private static void late(WireWriter events, long end) {
    long watermark = end - DELAY;
    click(events, "perdido-" + end, "c-perdido", watermark - 2 * MINUTE);
    for (int i = 1; i <= 5; i++) {
      click(events, "tarde-" + end + "-" + i, "c-tarde", watermark - (i + 2) * MINUTE);
      events.next().event(COMPRAS, "tarde-" + end + "-" + i, watermark - i * MINUTE);
    }
  }

  private static void click(WireWriter events, String user, String campaign, long millis) {
    events
        .next()
        .event(
            CLICKS,
            user,
            millis,
            WireWriter.fields(
                "user_id", user,
                "campaign_id", campaign,
                "timestamp", Instant.ofEpochMilli(millis)));
  }

  private static void onSchedule(TraceRequest request, TraceWriter out, WireWriter events) {
    double speed = out.header().replaySpeed();
    long slot = SLOT.toMillis();
    long perSlot = Math.max(2, Math.round(request.ratePerSecond() * slot / speed / 1_000));
    long wallMillis = request.leadIn().plus(request.measured()).toMillis();
    boolean drain = request.purpose() == Purpose.DRAIN;
    events.at(0).tick(EventoWriter.BASE_MILLIS);
    for (long n = 0;
        drain ? out.records() < request.events() : n * slot / speed < wallMillis;
        n++) {
      for (long i = 0; i < perSlot && (!drain || out.records() < request.events()); i++) {
        long into = i * slot / perSlot;
        events.at((long) ((n * slot + into) / speed * 1_000));
        long user = (n * perSlot + i) / 2;
        if (i % 2 == 0) {
          events.event(CLICKS, "u-" + user, EventoWriter.BASE_MILLIS + n * slot + into);
        } else {
          // of somebody who clicked in the last slots, most of them within the half hour
          long back = events.random().nextLong(1 + 4 * perSlot);
          events.event(
              COMPRAS, "u-" + (user - back), EventoWriter.BASE_MILLIS + (n + 1) * slot - 1);
        }
      }
      events
          .at((long) ((n + 1) * slot / speed * 1_000))
          .tick(EventoWriter.BASE_MILLIS + (n + 1) * slot);
    }
    if (!drain) {
      events.control(Action.MEASURE);
    }
  }

  private static Map<String, Object> record(WireTopic topic, String user, String id, Instant time) {
    int choice = Math.floorMod(id.hashCode(), CAMPAIGNS * 100);
    return topic.equals(CLICKS)
        ? WireWriter.fields(
            "user_id", user, "campaign_id", "c-" + choice % CAMPAIGNS, "timestamp", time)
        : WireWriter.fields("user_id", user, "monto", (1 + choice) * 0.25, "timestamp", time);
  }
}
