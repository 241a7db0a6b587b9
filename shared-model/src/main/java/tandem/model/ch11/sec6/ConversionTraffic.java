package tandem.model.ch11.sec6;

import static tandem.model.ch11.sec6.ClickPurchaseJoin.CLICKS;
import static tandem.model.ch11.sec6.ClickPurchaseJoin.COMPRAS;

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

/**
 * Traffic of exercise 11.6.2. Parity traces hold clicks and purchases a little out of order, at the
 * very edges of the half hour, two hours apart, twice, unreadable, and, after barriers, late ones;
 * live traces a steady mixture in which three of four purchases come within the half hour.
 */
final class ConversionTraffic {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long WINDOW = ClickPurchaseJoin.WINDOW.toMillis();
  private static final long DELAY = ClickPurchaseJoin.DELAY.toMillis();
  private static final long STRETCH = Duration.ofHours(4).toMillis();
  private static final long FLUSH = Duration.ofDays(1).toMillis();
  private static final int STEPS = 180;
  private static final int USERS = 12;

  /** Purchases of live traffic follow their click within this. */
  private static final long LIVE_SPREAD = Duration.ofMinutes(40).toMillis();

  /** An odd millisecond: no event but a tick falls on a watermark. */
  private static final int OFF_THE_GRID = 7;

  private final WireWriter events;

  private ConversionTraffic(TraceRequest request, TraceWriter out) {
    events =
        new WireWriter(out, request.seed(), List.of(CLICKS, COMPRAS), ConversionTraffic::record);
  }

  /** What there is to join, and what there is not. */
  static void ordinary(TraceRequest request, TraceWriter out) {
    ConversionTraffic traffic = new ConversionTraffic(request, out);
    if (request.purpose() == Purpose.PARITY) {
      traffic.parity();
    } else {
      traffic.live(request, out.header().replaySpeed());
    }
    traffic.events.next().tick(traffic.events.maxMillis() + FLUSH);
  }

  /** Every purchase comes two hours after its user's click. */
  static void twoHoursLater(TraceRequest request, TraceWriter out) {
    WireWriter events = new ConversionTraffic(request, out).events;
    long later = Duration.ofHours(2).toMillis();
    for (int i = 0; i < STEPS; i++) {
      long at = EventoWriter.BASE_MILLIS + i * 2L * MINUTE + OFF_THE_GRID;
      events.next().event(CLICKS, "u-" + i, at);
      if (i >= later / (2 * MINUTE)) {
        events.next().event(COMPRAS, "u-" + (i - later / (2 * MINUTE)), at);
      }
    }
    events.oddOnesApart(events.maxMillis());
    events.next().tick(events.maxMillis());
    events.control(Action.MEASURE);
    events.next().tick(events.maxMillis() + FLUSH);
  }

  /** From the middle on there are clicks only: the watermark of the purchases stands still. */
  static void silentPurchases(TraceRequest request, TraceWriter out) {
    ConversionTraffic traffic = new ConversionTraffic(request, out);
    WireWriter events = traffic.events;
    long start = EventoWriter.BASE_MILLIS;
    traffic.stretch(start);
    events.control(Action.MEASURE);
    for (int i = 0; i < STEPS; i++) {
      events.next().event(CLICKS, "u-" + i % USERS, start + STRETCH + i * MINUTE + OFF_THE_GRID);
    }
    events.next().tick(CLICKS, events.maxMillis() + FLUSH);
  }

  private void parity() {
    long start = EventoWriter.BASE_MILLIS;
    stretch(start);
    events.control(Action.BARRIER);
    late(start + STRETCH);
    stretch(start + STRETCH);
    events.control(Action.BARRIER);
    late(start + 2 * STRETCH);
    stretch(start + 2 * STRETCH);
    events.control(Action.MEASURE);
  }

  /** Four hours of events, up to a tick at their end. */
  private void stretch(long start) {
    // nothing may be more than half a delay behind what is ahead of it
    long jitter = DELAY / 4;
    long step = STRETCH / STEPS;
    // ten minutes after what the watermark will be at the end
    int lost = (int) ((STRETCH - DELAY + 10 * MINUTE) / step);
    for (int i = 0; i < STEPS; i++) {
      long at = start + i * step + OFF_THE_GRID;
      long when = Math.max(start + OFF_THE_GRID, at - events.random().nextLong(jitter));
      boolean click = events.random().nextInt(5) < 3;
      events.next().event(click ? CLICKS : COMPRAS, "u-" + events.random().nextInt(USERS), when);
      if (i == STEPS / 4) {
        edges(at);
      }
      if (i == STEPS / 4 + (int) (WINDOW / step) + 1) {
        // of the clicks at the edge: the last instant that is within, and the first that is not
        events.next().event(COMPRAS, "justo-" + start, edge(start) + WINDOW);
        events.next().event(COMPRAS, "pasado-" + start, edge(start) + WINDOW + 1);
      }
      if (i == STEPS / 4 + (int) (4 * WINDOW / step)) {
        events.next().event(COMPRAS, "dos-horas-" + start, edge(start) + 4 * WINDOW);
      }
      if (i == lost) {
        events.next().event(COMPRAS, "perdido-" + (start + STRETCH), at);
      }
    }
    events.oddOnes(start + STRETCH);
    events.next().tick(start + STRETCH);
  }

  /** When the clicks are made whose purchases come at the edges. */
  private static long edge(long start) {
    return start + STEPS / 4 * (STRETCH / STEPS) + OFF_THE_GRID;
  }

  private void edges(long at) {
    long start = at - OFF_THE_GRID - STEPS / 4 * (STRETCH / STEPS);
    events.next().event(CLICKS, "justo-" + start, at);
    events.next().event(CLICKS, "pasado-" + start, at);
    events.next().event(CLICKS, "dos-horas-" + start, at);
    // in the same instant is within; the purchase may be the first to arrive
    events.next().event(COMPRAS, "mismo-" + start, at);
    events.next().event(CLICKS, "mismo-" + start, at);
    // a purchase before its click is no conversion
    events.next().event(COMPRAS, "antes-" + start, at - 1);
    events.next().event(CLICKS, "antes-" + start, at);
    // two clicks and two purchases are four pairs, a record that comes twice makes two of each
    events.next().twice(CLICKS, "doble-" + start, at);
    events.next().event(COMPRAS, "doble-" + start, at + MINUTE);
    events.next().event(COMPRAS, "doble-" + start, at + 2 * MINUTE);
  }

  /**
   * Records that the watermark has passed: pairs of which both are late, and a click whose purchase
   * was in time and still waits for it.
   */
  private void late(long end) {
    long watermark = end - DELAY;
    for (int i = 1; i <= 5; i++) {
      events.next().event(CLICKS, "tarde-" + end + "-" + i, watermark - (i + 2) * MINUTE);
      events.next().event(COMPRAS, "tarde-" + end + "-" + i, watermark - i * MINUTE);
    }
    events.next().event(CLICKS, "perdido-" + end, watermark - 5 * MINUTE);
  }

  private void live(TraceRequest request, double speed) {
    long[] number = {0};
    double pairMillis = 2_000 / request.ratePerSecond() * speed;
    int most = (int) Math.max(1, LIVE_SPREAD / pairMillis);
    request.atSteadyRate(
        micros -> {
          long at = EventoWriter.BASE_MILLIS + (long) (micros / 1_000.0 * speed);
          long pair = number[0]++ / 2;
          events.at(micros);
          if (number[0] % 2 == 1) {
            events.event(CLICKS, "u-" + pair, at);
          } else {
            events.event(COMPRAS, "u-" + (pair - events.random().nextInt(most)), at);
          }
        });
    if (request.purpose() == Purpose.LIVE) {
      events.control(Action.MEASURE);
    }
  }

  private static Map<String, Object> record(WireTopic topic, String user, String id, Instant time) {
    if (topic.equals(CLICKS)) {
      return WireWriter.fields("click_id", id, "user_id", user, "timestamp_click", time);
    }
    double monto = (1 + Math.floorMod(id.hashCode(), 2_000)) * 0.25;
    return WireWriter.fields(
        "compra_id", id, "user_id", user, "monto", monto, "timestamp_compra", time);
  }
}
