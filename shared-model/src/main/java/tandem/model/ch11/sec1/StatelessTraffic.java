package tandem.model.ch11.sec1;

import java.time.Duration;
import tandem.model.catalog.Overload;
import tandem.model.event.EventoWriter;
import tandem.model.trace.Purpose;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

/**
 * Traffic of the exercises without state (11.1.1, 11.1.2, 11.1.4, 11.1.5): events of a thousand
 * users; in parity traces also odd and unreadable records, and restarts.
 */
public final class StatelessTraffic {
  private static final int USERS = 1_000;
  private static final int STRETCH = 120;
  private static final double MICROS_PER_SECOND = 1e6;

  private StatelessTraffic() {}

  /** Events at a steady pace; in parity traces in two stretches, with odd records. */
  public static void steady(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    if (request.purpose() == Purpose.PARITY) {
      stretch(events, 0);
      events.control(Action.BARRIER);
      stretch(events, 1);
    } else {
      onSchedule(request, events);
    }
  }

  /** As {@link #steady}, with the state measured at the end of a parity trace. */
  static void measured(TraceRequest request, TraceWriter out) {
    steady(request, out);
    if (request.purpose() == Purpose.PARITY) {
      out.control(Action.MEASURE);
    }
  }

  /** As {@link #steady}, with a peak in the measured part of live traffic. */
  static Traffic overloaded(Overload overload) {
    return (request, out) -> {
      if (request.purpose() == Purpose.LIVE) {
        withPeak(request, overload, new EventoWriter(out, request.seed()));
      } else {
        steady(request, out);
      }
    };
  }

  private static void withPeak(TraceRequest request, Overload overload, EventoWriter events) {
    double microsPerEvent = MICROS_PER_SECOND / request.ratePerSecond();
    Duration lead = request.leadIn();
    double from = lead.plus(overload.peakFrom(request.measured())).toNanos() / 1e3;
    double to = lead.plus(overload.peakTo(request.measured())).toNanos() / 1e3;
    double end = lead.plus(request.measured()).toNanos() / 1e3;
    double micros = 0;
    while (micros < end) {
      events
          .at((long) micros)
          .event(user(events), EventoWriter.BASE_MILLIS + (long) micros / 1_000);
      boolean peak = micros >= from && micros < to;
      micros += peak ? microsPerEvent / overload.factor() : microsPerEvent;
    }
  }

  /** Records before the engine's first start, then records after it. */
  static void startsLate(TraceRequest request, TraceWriter out) {
    around(request, out, Action.START);
  }

  /** Records, a stop, records while it is down, a start of the given kind, records. */
  static Traffic restarted(Action how) {
    return (request, out) -> around(request, out, Action.STOP, how);
  }

  /** Records, a stop, what happens to the run while it is down, records. */
  static Traffic stopped(Action... what) {
    return (request, out) -> {
      EventoWriter events = new EventoWriter(out, request.seed());
      stretch(events, 0);
      events.control(Action.STOP);
      for (Action action : what) {
        events.control(action);
      }
      stretch(events, 1);
    };
  }

  /** Records; some that are one batch, in which the engine is killed; a barrier; records. */
  static void killed(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    stretch(events, 0);
    events.control(Action.ARM);
    events.control(Action.ATOMIC);
    long start = EventoWriter.BASE_MILLIS + 60_000L;
    // few enough for one produce request
    for (int i = 0; i < STRETCH / 2; i++) {
      events.next().eventIn(0, user(events), start + i * 100L);
    }
    events.control(Action.KILL);
    // a user's next records may lie in the other partition, and would overtake those of the batch
    events.control(Action.BARRIER);
    stretch(events, 2);
  }

  private static void around(TraceRequest request, TraceWriter out, Action... actions) {
    EventoWriter events = new EventoWriter(out, request.seed());
    stretch(events, 0);
    for (int i = 0; i < actions.length; i++) {
      events.control(actions[i]);
      stretch(events, i + 1);
    }
  }

  private static void stretch(EventoWriter events, int number) {
    long start = EventoWriter.BASE_MILLIS + number * 60_000L;
    for (int i = 0; i < STRETCH; i++) {
      events.next().event(user(events), start + i * 100L);
    }
    events.oddities(start);
    events.defects(start);
    events.next().event(user(events), start + STRETCH * 100L);
  }

  private static void onSchedule(TraceRequest request, EventoWriter events) {
    request.atSteadyRate(
        micros -> events.at(micros).event(user(events), EventoWriter.BASE_MILLIS + micros / 1_000));
  }

  private static String user(EventoWriter events) {
    return "u-" + events.random().nextInt(USERS);
  }
}
