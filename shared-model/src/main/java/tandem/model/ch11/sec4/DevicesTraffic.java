package tandem.model.ch11.sec4;

import java.time.Duration;
import tandem.model.ch11.sec4.ChooseTheWatermark.Windows;
import tandem.model.event.EventoWriter;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;
import tandem.model.trace.Traffic;

/**
 * Devices that report all the time, and some that were cut off and come back: after less than half
 * of the delay, and after so long that their windows are closed. Parity traces only.
 *
 * @param windows the windows with the shortest delay that reads it
 * @param kept how late those are that must still count
 * @param lost how late those are that can't, with that delay
 */
record DevicesTraffic(Windows windows, Duration kept, Duration lost) implements Traffic {
  private static final int DEVICES = 12;
  private static final int EVENTS = 240;
  private static final int RETURNING = 8;

  /** The delays of all variants that read the same traffic are this much longer at most. */
  private static final int LONGEST = 4;

  @Override
  public void write(TraceRequest request, TraceWriter out) {
    EventoWriter events = new EventoWriter(out, request.seed());
    long span = lost.plus(windows.size()).toMillis() * 2;
    long end = EventoWriter.BASE_MILLIS + span;
    stretch(events, EventoWriter.BASE_MILLIS, span);
    events.control(Action.BARRIER);
    // those that are lost stand directly after the barrier
    returning(events, "perdido-", end - lost.toMillis());
    returning(events, "vuelto-", end - kept.toMillis());
    stretch(events, end, span);
    events.control(Action.MEASURE);
    events.next().tick(end + span + windows.delay().multipliedBy(LONGEST).plus(lost).toMillis());
  }

  /** Events a little out of order, odd and unreadable ones, and a tick at the end. */
  private void stretch(EventoWriter events, long start, long span) {
    long jitter = windows.delay().toMillis() / 4;
    for (long i = 0; i < EVENTS; i++) {
      long behind = events.random().nextLong(jitter);
      String device = "d-" + events.random().nextInt(DEVICES);
      events.next().event(device, Math.max(start, start + span * i / EVENTS - behind));
    }
    events.next().oddities(start + span);
    events.defects(start + span);
    events.next().tick(start + span);
  }

  /** Devices of their own, so that one that is lost leaves a row missing. */
  private static void returning(EventoWriter events, String name, long millis) {
    for (int i = 0; i < RETURNING; i++) {
      events.next().event(name + i, millis);
    }
  }
}
