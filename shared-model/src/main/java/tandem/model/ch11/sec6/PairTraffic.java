package tandem.model.ch11.sec6;

import static tandem.model.ch11.sec6.JoinThatNeverEmits.STREAM_A;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.STREAM_B;

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
 * Traffic of exercise 11.6.4, nothing of it late. In parity traces the same few keys come again and
 * again for twenty minutes, as in the course's twenty batches; in live ones each key comes once on
 * the one stream and about once on the other, three of four times within reach, so that rows grow
 * with the traffic and not with its square.
 */
final class PairTraffic {
  private static final long REACH = JoinThatNeverEmits.REACH.toMillis();
  private static final long DELAY = JoinThatNeverEmits.DELAY.toMillis();
  private static final long STRETCH = Duration.ofMinutes(20).toMillis();
  private static final long STANDING = DELAY / 2;
  private static final long FLUSH = Duration.ofHours(1).toMillis();
  private static final int RECORDS = 200;
  private static final int KEYS = 15;

  /** Watermarks fall on it, and ticks; no other event does. */
  private static final int GRID = 10;

  private static final int OFF_THE_GRID = 7;

  private PairTraffic() {}

  /** Records whose keys come on both streams. */
  static void ordinary(TraceRequest request, TraceWriter out) {
    WireWriter events = writer(request, out);
    if (request.purpose() == Purpose.PARITY) {
      long start = EventoWriter.BASE_MILLIS;
      stretch(events, start, STRETCH);
      events.control(Action.BARRIER);
      edges(events, start + STRETCH);
      stretch(events, start + STRETCH + 2 * REACH, STRETCH);
      events.control(Action.MEASURE);
    } else {
      live(request, out.header().replaySpeed(), events);
    }
    events.next().tick(events.maxMillis() + FLUSH);
  }

  /** All within half of the watermark's delay. */
  static void standsStill(TraceRequest request, TraceWriter out) {
    WireWriter events = writer(request, out);
    stretch(events, EventoWriter.BASE_MILLIS, STANDING);
    events.control(Action.MEASURE);
  }

  private static WireWriter writer(TraceRequest request, TraceWriter out) {
    return new WireWriter(out, request.seed(), List.of(STREAM_A, STREAM_B), PairTraffic::record);
  }

  /** Records in turn, a little out of order, up to a tick. */
  private static void stretch(WireWriter events, long start, long span) {
    long step = span / RECORDS;
    for (int i = 0; i < RECORDS; i++) {
      long behind = events.random().nextLong(DELAY / 4 / GRID) * GRID;
      long at = Math.max(start, start + i * step - behind) + OFF_THE_GRID;
      WireTopic topic = events.random().nextBoolean() ? STREAM_A : STREAM_B;
      events.next().event(topic, "k-" + events.random().nextInt(KEYS), at);
    }
    events.oddOnes(start + span);
    events.next().tick(start + span);
  }

  /** Pairs at the edges of the five minutes, the one stream first and the other. */
  private static void edges(WireWriter events, long start) {
    long at = start + OFF_THE_GRID;
    events.next().event(STREAM_A, "justo-despues", at);
    events.next().event(STREAM_A, "pasado-despues", at);
    events.next().event(STREAM_B, "justo-antes", at);
    events.next().event(STREAM_B, "pasado-antes", at);
    events.next().event(STREAM_A, "mismo", at);
    events.next().event(STREAM_B, "mismo", at);
    events.next().event(STREAM_B, "justo-despues", at + REACH);
    events.next().event(STREAM_B, "pasado-despues", at + REACH + 1);
    events.next().event(STREAM_A, "justo-antes", at + REACH);
    events.next().event(STREAM_A, "pasado-antes", at + REACH + 1);
  }

  private static void live(TraceRequest request, double speed, WireWriter events) {
    long[] number = {0};
    double pairMillis = 2_000 / request.ratePerSecond() * speed;
    int most = (int) Math.max(1, Math.round(REACH * 4 / 3.0 / pairMillis));
    request.atSteadyRate(
        micros -> {
          long passed = (long) (micros / 1_000.0 * speed);
          long at = EventoWriter.BASE_MILLIS + passed / GRID * GRID + OFF_THE_GRID;
          long pair = number[0] / 2;
          events.at(micros);
          if (number[0]++ % 2 == 0) {
            events.event(STREAM_A, "k-" + pair, at);
          } else {
            events.event(STREAM_B, "k-" + (pair - events.random().nextInt(most)), at);
          }
        });
    if (request.purpose() == Purpose.LIVE) {
      events.next().tick((events.maxMillis() / GRID + 1) * GRID);
      events.control(Action.MEASURE);
    }
  }

  private static Map<String, Object> record(WireTopic topic, String key, String id, Instant time) {
    double valor = (1 + Math.floorMod(id.hashCode(), 2_000)) * 0.25;
    String ts = topic.equals(STREAM_A) ? "ts_a" : "ts_b";
    return WireWriter.fields("key", key, "valor", valor, ts, time);
  }
}
