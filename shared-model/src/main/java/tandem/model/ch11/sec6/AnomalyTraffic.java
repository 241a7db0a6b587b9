package tandem.model.ch11.sec6;

import static tandem.model.ch11.sec6.AnomalyAgainstBaseline.BASELINES;
import static tandem.model.ch11.sec6.AnomalyAgainstBaseline.READINGS;

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
 * Traffic of exercise 11.6.3: for each window a baseline of every service, and readings of which
 * some are too high, most often several of one service and window. Ticks a second after the end of
 * each window let the watermark pass the end of one, whatever the delay.
 *
 * @param delay of the slower watermark
 */
record AnomalyTraffic(Duration delay) implements Traffic {
  private static final long SECOND = 1_000;
  private static final long WINDOW = AnomalyAgainstBaseline.WINDOW.toMillis();
  private static final int SERVICES = 8;
  private static final int READINGS_PER_WINDOW = 24;
  private static final int WINDOWS = 10;

  /** Services and windows of which one is an anomaly. */
  private static final int ONE_IN = 20;

  /** Of the records of a live window so many are readings for each baseline. */
  private static final int READINGS_PER_BASELINE = 3;

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    WireWriter events =
        new WireWriter(out, request.seed(), List.of(READINGS, BASELINES), AnomalyTraffic::record);
    if (request.purpose() == Purpose.PARITY) {
      parity(events);
    } else {
      onSchedule(request, out, events);
    }
    events.next().tick(events.maxMillis() + 2 * delay.toMillis() + 2 * WINDOW);
  }

  private void parity(WireWriter events) {
    long start = EventoWriter.BASE_MILLIS;
    // so long that the watermark closes windows within it
    long span = delay.toMillis() + WINDOWS * WINDOW;
    stretch(events, start, span);
    events.control(Action.BARRIER);
    late(events, start + span);
    stretch(events, start + span, span);
    events.control(Action.BARRIER);
  }

  private static void stretch(WireWriter events, long from, long span) {
    for (long start = from; start < from + span; start += WINDOW) {
      long number = (start - EventoWriter.BASE_MILLIS) / WINDOW;
      for (int service = 1; service < SERVICES; service++) {
        events.next().event(BASELINES, service(service), start + 2 * SECOND);
      }
      for (int i = 0; i < READINGS_PER_WINDOW; i++) {
        long at = start + 3 * SECOND + i * (WINDOW - 10 * SECOND) / READINGS_PER_WINDOW;
        long behind = events.random().nextLong(SECOND);
        int service = events.random().nextInt(SERVICES + 1);
        boolean tooHigh = (service + number) % 4 == 0 && events.random().nextInt(4) > 0;
        reading(events, service(service), at - behind, tooHigh ? 4 : times(events));
        if (i == READINGS_PER_WINDOW / 2) {
          // a baseline that comes when readings are waiting for it; one service never gets any
          events.next().event(BASELINES, service(0), at);
        }
      }
    }
    events.oddOnes(from + span);
    events.next().tick(from + span + SECOND);
  }

  /** At most three times the baseline, and that exactly, now and then: no anomaly. */
  private static double times(WireWriter events) {
    return events.random().nextInt(1, 13) / 4.0;
  }

  /** Readings, and the baseline for them, whose window the watermark has closed. */
  private void late(WireWriter events, long end) {
    long closed = end - delay.toMillis() - 2 * WINDOW;
    for (int i = 0; i < 5; i++) {
      events.next().event(BASELINES, "tarde-" + i, closed - i * SECOND);
      reading(events, "tarde-" + i, closed - i * SECOND, 5);
      reading(events, service(i + 1), closed - i * SECOND, 5);
    }
  }

  private static void onSchedule(TraceRequest request, TraceWriter out, WireWriter events) {
    double speed = out.header().replaySpeed();
    double perWindow = request.ratePerSecond() * WINDOW / speed / 1_000;
    int services = (int) Math.max(1, perWindow / (1 + READINGS_PER_BASELINE));
    long each = services * (1L + READINGS_PER_BASELINE);
    long wallMillis = request.leadIn().plus(request.measured()).toMillis();
    boolean drain = request.purpose() == Purpose.DRAIN;
    for (long n = 0;
        drain ? out.records() < request.events() : n * WINDOW / speed < wallMillis;
        n++) {
      long start = EventoWriter.BASE_MILLIS + n * WINDOW;
      events.at(micros(n * WINDOW + SECOND, speed)).tick(start + SECOND);
      for (long i = 0; i < each && (!drain || out.records() < request.events()); i++) {
        long into = 2 * SECOND + i * (WINDOW - 2 * SECOND) / each;
        events.at(micros(n * WINDOW + into, speed));
        int service = (int) (i % services);
        if (i < services) {
          events.event(BASELINES, service(service), start + into);
        } else {
          boolean tooHigh = (service * 7L + n * 13) % ONE_IN == 0;
          fields(events, service(service), start + into, tooHigh ? 4 : times(events));
        }
      }
    }
    if (!drain) {
      events.control(Action.MEASURE);
    }
  }

  private static long micros(long eventMillis, double speed) {
    return (long) (eventMillis / speed * 1_000);
  }

  private static String service(int number) {
    return "latencia-" + number;
  }

  private static void reading(WireWriter events, String service, long millis, double times) {
    fields(events.next(), service, millis, times);
  }

  private static void fields(WireWriter events, String service, long millis, double times) {
    events.event(
        READINGS,
        service,
        millis,
        WireWriter.fields(
            "metrica_id",
            service,
            "valor_actual",
            baseline(service) * times,
            "timestamp",
            Instant.ofEpochMilli(millis)));
  }

  /**
   * What is usual for a service, always: which of two baselines of a window comes first is open.
   */
  private static double baseline(String service) {
    return 10.0 * (1 + Math.floorMod(service.hashCode(), 20));
  }

  private static Map<String, Object> record(
      WireTopic topic, String service, String id, Instant time) {
    return topic.equals(BASELINES)
        ? WireWriter.fields(
            "metrica_id", service, "baseline_promedio", baseline(service), "timestamp", time)
        : WireWriter.fields(
            "metrica_id", service, "valor_actual", baseline(service) * 4, "timestamp", time);
  }
}
