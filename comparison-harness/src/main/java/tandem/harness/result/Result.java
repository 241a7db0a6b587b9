package tandem.harness.result;

import java.util.List;
import java.util.Map;
import tandem.model.catalog.Text;

/**
 * All that a run has found: the content of {@code result.json}.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param run what was run, when, where and with which traffic
 * @param settings each contender's effective settings
 * @param settingDifferences how the engines' settings compare, setting by setting
 * @param exercises one entry for each variant that ran
 * @param gears the measures of all exercises by gear
 * @param comparison the comparisons of all exercises
 * @param claims what the run has shown of the course's statements
 * @param valid whether the figures may be believed at all
 * @param claimable whether a difference may be claimed from them
 * @param warnings what the reader must know
 */
public record Result(
    int schemaVersion,
    RunInfo run,
    PerEngine<Map<String, String>> settings,
    List<SettingDifference> settingDifferences,
    List<ExerciseResult> exercises,
    List<GearMeasures> gears,
    List<Comparison> comparison,
    List<ClaimFinding> claims,
    boolean valid,
    boolean claimable,
    List<Text> warnings) {

  /** Version of the form of {@code result.json}. */
  public static final int SCHEMA_VERSION = 1;

  public Result {
    settingDifferences = List.copyOf(settingDifferences);
    exercises = List.copyOf(exercises);
    gears = List.copyOf(gears);
    comparison = List.copyOf(comparison);
    // results of before there were claims
    claims = claims == null ? List.of() : List.copyOf(claims);
    warnings = List.copyOf(warnings);
  }

  /**
   * The result of a run: gears and comparisons are those of the exercises, and the run is valid or
   * claimable where each exercise is.
   */
  public static Result of(
      RunInfo run,
      PerEngine<Map<String, String>> settings,
      List<SettingDifference> settingDifferences,
      List<ExerciseResult> exercises,
      List<ClaimFinding> claims,
      List<Text> warnings) {
    return new Result(
        SCHEMA_VERSION,
        run,
        settings,
        settingDifferences,
        exercises,
        exercises.stream().flatMap(exercise -> exercise.gears().stream()).toList(),
        exercises.stream().flatMap(exercise -> exercise.comparison().stream()).toList(),
        claims,
        exercises.stream().allMatch(ExerciseResult::valid),
        exercises.stream().allMatch(ExerciseResult::claimable),
        warnings);
  }
}
