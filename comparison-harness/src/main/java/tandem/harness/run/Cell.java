package tandem.harness.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.LatencyMeasures.LatencyAt;
import tandem.harness.result.Measures;
import tandem.harness.result.OverloadMeasures;
import tandem.harness.result.ParityFinding;
import tandem.model.catalog.Text;
import tandem.model.run.CheckpointPart;
import tandem.model.run.Engine;

/** What one process of one engine has shown of one variant: the raw material of a repetition. */
final class Cell {
  final Engine engine;
  final Map<Clock, LatencyHistogram> histograms = new HashMap<>();
  ParityFinding parity;
  List<LatencyAt> overTime = List.of();
  List<Anatomy.Sample> dissected = List.of();
  List<CheckpointPart> checkpoint = List.of();

  /** Why the engine would not go on from a damaged checkpoint, or null. */
  String refusal;

  Measures.Drain drain;
  OverloadMeasures overload;
  Measures.State state;
  Measures.Lag lag;

  /** When the broker held the measured records, after their scheduled instants. */
  Measures.Lag takenIn;

  long rssBytes;
  double cpuSeconds;
  long gcMillis;
  double startupSeconds;
  double foreignCpuCores;
  double worstSecondCores;
  double stealPercent;
  boolean noisyLive;
  boolean noisyDrain;
  final List<Text> warnings = new java.util.ArrayList<>();

  /**
   * Rows of the parity phase as canonical text, for the comparison of the engines with each other.
   */
  List<String> rows;

  /** Rows of the parity trace that the engines' documented meanings tell apart. */
  List<ParityFinding.Difference> meanings = List.of();

  /** What the parity phase counted, by the names of figures. */
  Map<String, Double> counts = Map.of();

  Cell(Engine engine) {
    this.engine = engine;
  }

  /** Whether the slow records were slow on their way to the broker, before the engine had them. */
  boolean stalled() {
    return takenIn != null && Validity.stalled(takenIn, percentile("p99"));
  }

  /** Whether something else than the contender decided figures: other processes, or the broker. */
  boolean noisy() {
    return noisyLive || noisyDrain || stalled();
  }

  /** Of latency from end to end, ms; null where there are too few samples for it. */
  Double percentile(String name) {
    LatencyHistogram latency = histograms.get(Clock.END_TO_END);
    return latency == null ? null : latency.summary().at(name);
  }

  Measures.Repetition repetition() {
    return new Measures.Repetition(
        percentile("p50"),
        percentile("p99"),
        drain == null ? null : drain.eventsPerSecond(),
        drain == null ? null : drain.cpuSecondsPerMillion(),
        noisy());
  }
}
