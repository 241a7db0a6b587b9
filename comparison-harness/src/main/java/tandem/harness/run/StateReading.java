package tandem.harness.run;

import java.util.ArrayList;
import java.util.List;
import tandem.harness.result.Measures;
import tandem.model.run.EngineEvent;

/** Reads the size of state from what an engine told in a phase. */
final class StateReading {
  private StateReading() {}

  /** The state at a phase's measuring point; null where it has none. */
  static Measures.State of(Phase phase) {
    if (phase.state() == null) {
      return null;
    }
    EngineEvent.State state = phase.state();
    List<Measures.StateAt> curve =
        phase.progress().stream()
            .filter(report -> report.watermark() != null)
            .map(
                report ->
                    new Measures.StateAt(
                        report.watermark(), report.stateEntries(), report.stateBytes()))
            .toList();
    Double bytesPerKey =
        state.keys() == 0 ? null : (Double) ((double) state.durableBytes() / state.keys());
    return new Measures.State(
        state.keys(),
        phase.expectedKeys(),
        state.engineBytes(),
        state.durableBytes(),
        bytesPerKey,
        thinned(curve));
  }

  /** A curve of at most some hundred points. */
  private static List<Measures.StateAt> thinned(List<Measures.StateAt> curve) {
    int step = Math.max(1, curve.size() / 200);
    List<Measures.StateAt> kept = new ArrayList<>();
    for (int i = 0; i < curve.size(); i += step) {
      kept.add(curve.get(i));
    }
    return kept;
  }
}
