package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Text;
import tandem.model.run.CheckpointPart;
import tandem.model.run.Engine;

/**
 * What a run has found about one variant of one exercise.
 *
 * @param id the course's number, such as {@code 11.3.2}
 * @param variant name of the variant
 * @param name name of the exercise
 * @param title what it is about
 * @param headline whether this is the variant that is timed by default
 * @param parity how each contender's output compares with the oracle's
 * @param equalToOtherEngine whether both engines put out the same; null where one did not run or
 *     where they are not meant to
 * @param checkpoints what each engine's last checkpoint holds, where the variant shows it
 * @param measures what was measured with the standard gear
 * @param gears what was measured with each gear
 * @param comparison the contenders compared
 * @param valid whether the figures may be believed
 * @param claimable whether a difference may be claimed from them
 * @param warnings what the reader must know
 * @param unavailable options that a contender can't do
 * @param meanings the first rows that differ by what the engines document their words to mean:
 *     expected by Spark's meaning, observed by Flink's; empty where they mean the same
 */
public record ExerciseResult(
    String id,
    String variant,
    String name,
    Text title,
    boolean headline,
    Emission emission,
    PerEngine<ParityFinding> parity,
    Boolean equalToOtherEngine,
    PerEngine<List<CheckpointPart>> checkpoints,
    PerEngine<Measures> measures,
    List<GearMeasures> gears,
    List<Comparison> comparison,
    boolean valid,
    boolean claimable,
    List<Text> warnings,
    List<Unavailable> unavailable,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ParityFinding.Difference> meanings) {

  public ExerciseResult {
    // older results have none
    checkpoints = checkpoints == null ? PerEngine.none() : checkpoints;
    gears = List.copyOf(gears);
    comparison = List.copyOf(comparison);
    warnings = List.copyOf(warnings);
    unavailable = List.copyOf(unavailable);
    meanings = meanings == null ? List.of() : List.copyOf(meanings);
  }

  /**
   * An option that a contender can't do.
   *
   * @param gear its gear; null in results of before that was told
   * @param what the option
   * @param words the contender's own words
   */
  public record Unavailable(Engine engine, String gear, String what, String words) {}

  /** Whether anything was timed; a run for parity alone has measures without latency or drain. */
  public boolean timed() {
    return measures.engines().stream()
        .map(measures::get)
        .anyMatch(each -> each.latencyMs() != null || each.drain() != null);
  }

  /** Whether a contender's output was what the oracle expects; false where it was not checked. */
  public boolean right(Engine engine) {
    ParityFinding finding = parity.get(engine);
    return finding != null && finding.equal();
  }
}
