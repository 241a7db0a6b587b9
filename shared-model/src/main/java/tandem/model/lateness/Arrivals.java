package tandem.model.lateness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import tandem.model.event.EventoWriter;
import tandem.model.lateness.LatenessProfile.Share;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;

/** Events in the order of their arrival: drawn from a profile, or read off a trace. */
public final class Arrivals {
  private static final int EVENTS = 20_000;
  private static final int KEYS = 50;
  private static final int SPANS = 3;
  private static final int WINDOWS = 60;
  private static final double MICROS_PER_MILLI = 1_000;

  private Arrivals() {}

  /**
   * As a profile says: events at a steady pace, over at least three times the greatest lateness,
   * each late by what its share is.
   */
  public static List<Arrival> of(LatenessProfile profile, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long window = profile.need().window().toMillis();
    long span = Math.max(SPANS * (profile.greatest().toMillis() + window), WINDOWS * window);
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      long event = EventoWriter.BASE_MILLIS + span * i / EVENTS;
      Share share = profile.share(random.nextDouble());
      long late = random.nextLong(share.atLeast().toMillis(), share.below().toMillis());
      arrivals.add(new Arrival(event, event + late, "k-" + random.nextInt(KEYS)));
    }
    return inOrder(arrivals);
  }

  /**
   * The accepted events of a trace. A trace knows when a record came after the first, and not by
   * whose clock: its most punctual event is taken as not late at all.
   */
  public static List<Arrival> of(Trace trace) {
    List<Input> inputs = Inputs.of(trace).all();
    List<Arrival> arrivals = new ArrayList<>();
    // the schedule starts again after each control
    double[] clock = {0, 0};
    trace.forEach(
        entry -> {
          if (!(entry instanceof TraceEntry.Message message)) {
            clock[0] = clock[1];
            return;
          }
          clock[1] =
              clock[0] + message.offsetMicros() / MICROS_PER_MILLI * trace.header().replaySpeed();
          Input input = inputs.get((int) message.index());
          if (input.defect() == null) {
            arrivals.add(
                new Arrival(input.millis(), Math.round(clock[1]), input.evento().userId()));
          }
        });
    long punctual = arrivals.stream().mapToLong(Arrival::latenessMillis).min().orElse(0);
    return inOrder(
        arrivals.stream()
            .map(a -> new Arrival(a.eventMillis(), a.arrivalMillis() - punctual, a.key()))
            .toList());
  }

  private static List<Arrival> inOrder(List<Arrival> arrivals) {
    return arrivals.stream().sorted(Comparator.comparingLong(Arrival::arrivalMillis)).toList();
  }
}
