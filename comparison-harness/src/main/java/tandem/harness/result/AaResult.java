package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/**
 * What an A/A suite found: one engine against itself, as it is and with a planted slowness; the
 * contents of {@code aa.json}.
 *
 * @param schemaVersion of this record's form
 * @param run the whole
 * @param exercise id
 * @param variant name
 * @param title of the exercise
 * @param gear of the engine
 * @param planted what the planted runs are slowed by; null until the first run has shown how much
 *     that is
 * @param runsWanted runs of each arm
 * @param runs all so far, in the order in which they ran
 * @param settings effective settings of the plain runs
 * @param plantedSettings effective settings of the planted runs
 * @param metrics the judgement, by figure; empty until all runs are there
 * @param claimable whether the judgement rests on enough valid and quiet runs
 * @param warnings what the reader must know
 */
public record AaResult(
    int schemaVersion,
    RunInfo run,
    String exercise,
    String variant,
    Text title,
    Engine engine,
    String gear,
    Planted planted,
    int runsWanted,
    List<Run> runs,
    Map<String, String> settings,
    Map<String, String> plantedSettings,
    List<AaMetric> metrics,
    boolean claimable,
    List<Text> warnings) {
  /** The form that this version writes. */
  public static final int SCHEMA_VERSION = 1;

  /** What is planted: a fifth of what the first run showed. */
  public static final double SHARE = 0.2;

  public AaResult {
    runs = List.copyOf(runs);
    settings = Maps.ordered(settings);
    plantedSettings = Maps.ordered(plantedSettings);
    metrics = List.copyOf(metrics);
    warnings = List.copyOf(warnings);
  }

  /**
   * The planted slowness.
   *
   * @param workNanosPerRecord processor time burnt for each input record, in drains
   * @param latencyMicros latency added in live phases, by a wait before the sink
   * @param ofCpuSecondsPerMillion the calibrating run's cost that the work is a share of
   * @param ofP50Ms its median latency, which the wait adds a share to
   */
  public record Planted(
      long workNanosPerRecord, long latencyMicros, double ofCpuSecondsPerMillion, double ofP50Ms) {}

  /** Which runs a run belongs to. */
  public enum Arm {
    /** The first run: shows how much a fifth is, and is no part of any comparison. */
    CALIBRATION,
    /** The engine as it is. */
    PLAIN,
    /** The engine slowed. */
    PLANTED;

    /** The name in {@code aa.json} and in files. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One run in a process of its own.
   *
   * @param number in its arm, from 1
   * @param figures what it measured
   * @param generatorLagMs how late the traffic was sent
   * @param generatorLate whether that is too late for the run to count
   * @param foreignCpuCores processor use of other processes meanwhile, in cores
   * @param stealPercent processor time that the hypervisor took
   */
  public record Run(
      Arm arm,
      int number,
      Measures.Repetition figures,
      Measures.Lag generatorLagMs,
      boolean generatorLate,
      double foreignCpuCores,
      double stealPercent) {}

  /** The same with a judgement. */
  public AaResult judged(List<AaMetric> judged, boolean sound, List<Text> told) {
    return new AaResult(
        schemaVersion,
        run,
        exercise,
        variant,
        title,
        engine,
        gear,
        planted,
        runsWanted,
        runs,
        settings,
        plantedSettings,
        judged,
        sound,
        told);
  }
}
