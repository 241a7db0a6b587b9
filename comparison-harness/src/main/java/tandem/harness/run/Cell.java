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
  long rssBytes;
  double cpuSeconds;
  long gcMillis;
  double startupSeconds;
  double foreignCpuCores;
  double worstSecondCores;
  double stealPercent;
  boolean noisy;
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

  Measures.Repetition repetition() {
    LatencyHistogram latency = histograms.get(Clock.END_TO_END);
    Map<String, Double> percentiles = latency == null ? Map.of() : latency.summary().percentiles();
    return new Measures.Repetition(
        percentiles.get("p50"),
        percentiles.get("p99"),
        drain == null ? null : drain.eventsPerSecond(),
        drain == null ? null : drain.cpuSecondsPerMillion(),
        noisy);
  }
}
