package tandem.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tandem.harness.result.Measures;
import tandem.model.run.EngineEvent;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceEntry.Action;

/** Reads the size of state from what an engine told in a phase. */
final class StateReading {
  private static final int MOST_POINTS = 200;
  private static final double MILLIS_PER_SECOND = 1e3;

  private StateReading() {}

  /** The state at a phase's measuring point; null where it has none. */
  static Measures.State of(Phase phase) {
    if (phase.state() == null) {
      return null;
    }
    EngineEvent.State state = phase.state();
    Double bytesPerKey =
        state.keys() == 0 ? null : (Double) ((double) state.durableBytes() / state.keys());
    return new Measures.State(
        state.keys(),
        phase.expectedKeys() < 0 ? null : (Long) phase.expectedKeys(),
        state.engineBytes(),
        state.durableBytes(),
        bytesPerKey,
        thinned(curve(phase)));
  }

  /** Up to the measuring point: what comes after it only closes what is open. */
  private static List<Measures.StateAt> curve(Phase phase) {
    EventTimes times = new EventTimes(phase.trace(), phase.topics());
    Instant end = measuringPoint(phase);
    List<Measures.StateAt> curve = new ArrayList<>();
    for (EngineEvent.Progress report : phase.progress()) {
      Instant reached = times.reached(report.read());
      if (reached != null && !reached.isAfter(end)) {
        curve.add(
            new Measures.StateAt(
                reached,
                report.stateEntries(),
                report.stateBytes(),
                report.checkpoint() == null ? null : report.checkpoint().bytes(),
                seconds(report.batch()),
                behind(reached, report.watermark()),
                report.watermark() == null ? null : (Long) report.droppedLate()));
      }
    }
    return curve;
  }

  private static Double behind(Instant reached, Instant watermark) {
    return watermark == null
        ? null
        : (Double) (Duration.between(watermark, reached).toMillis() / MILLIS_PER_SECOND);
  }

  private static Instant measuringPoint(Phase phase) {
    Instant[] point = {Instant.MAX};
    phase
        .trace()
        .forEach(
            entry -> {
              if (entry instanceof TraceEntry.Control control
                  && control.action() == Action.MEASURE) {
                point[0] = Instant.ofEpochMilli(control.globalMaximum());
              }
            });
    return point[0];
  }

  /** A batch without records only moves the watermark: it says nothing of the work on state. */
  private static Double seconds(EngineEvent.Batch batch) {
    return batch == null || batch.records() == 0
        ? null
        : (Double) (batch.millis() / MILLIS_PER_SECOND);
  }

  /** A curve of at most some hundred points; its last one is kept. */
  private static List<Measures.StateAt> thinned(List<Measures.StateAt> curve) {
    int step = Math.max(1, curve.size() / MOST_POINTS);
    List<Measures.StateAt> kept = new ArrayList<>();
    for (int i = (curve.size() - 1) % step; i < curve.size(); i += step) {
      kept.add(curve.get(i));
    }
    return kept;
  }
}
