package tandem.harness.result;

import java.util.List;
import java.util.Map;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/**
 * What a sweep found: one exercise at many gears of each contender, at rising offered rates; the
 * contents of {@code sweep.json}.
 *
 * @param schemaVersion of this record's form
 * @param run the whole
 * @param exercise id
 * @param variant name
 * @param title of the exercise
 * @param settings each contender's effective settings; what makes a gear stands in its curve
 * @param settingDifferences how the engines' settings compare, setting by setting
 * @param gears in the order in which they were asked for
 * @param claims what the sweep has shown of the course's statements
 * @param valid false if an output was wrong
 * @param claimable false for a quick sweep, and where a point was disturbed: both show shapes
 * @param warnings for people
 */
public record SweepResult(
    int schemaVersion,
    RunInfo run,
    String exercise,
    String variant,
    Text title,
    PerEngine<Map<String, String>> settings,
    List<SettingDifference> settingDifferences,
    List<GearCurve> gears,
    List<ClaimFinding> claims,
    boolean valid,
    boolean claimable,
    List<Text> warnings) {
  /** The form that this version writes. */
  public static final int SCHEMA_VERSION = 1;

  public SweepResult {
    // sweeps of before there were settings in them
    settingDifferences = settingDifferences == null ? List.of() : List.copyOf(settingDifferences);
    gears = List.copyOf(gears);
    // sweeps of before there were claims
    claims = claims == null ? List.of() : List.copyOf(claims);
    warnings = List.copyOf(warnings);
  }

  /** The same sweep with the statements judged. */
  public SweepResult with(List<ClaimFinding> judged) {
    return new SweepResult(
        schemaVersion,
        run,
        exercise,
        variant,
        title,
        settings,
        settingDifferences,
        gears,
        judged,
        valid,
        claimable,
        warnings);
  }

  /**
   * One gear of one contender.
   *
   * @param gear its name, such as {@code every=1s}
   * @param parity of all that it put out; null where it could not run
   * @param drain capacity: the rate of working off a full topic; null where not measured
   * @param drainNoisy whether the machine was busy otherwise while that was measured
   * @param points by rising rate; a saturated one is the last
   * @param others the exercise's other variants, tried for parity
   * @param unavailable why it could not run, in the engine's own words; else null
   */
  public record GearCurve(
      Engine engine,
      String gear,
      ParityFinding parity,
      Measures.Drain drain,
      boolean drainNoisy,
      List<Point> points,
      List<Tried> others,
      String unavailable) {

    public GearCurve {
      points = List.copyOf(points);
      others = others == null ? List.of() : List.copyOf(others);
    }

    /** Whether nothing that it put out was wrong. */
    public boolean right() {
      return (parity == null || parity.equal())
          && others.stream().noneMatch(other -> Boolean.FALSE.equals(other.equal()));
    }
  }

  /**
   * Another variant of the exercise at a gear.
   *
   * @param equal whether its output was what the oracle expects; null where the engine refused
   * @param unavailable why it could not run, in the engine's own words; else null
   */
  public record Tried(String variant, Boolean equal, String unavailable) {}

  /**
   * One gear at one offered rate.
   *
   * @param offeredPerSecond events per second by the schedule
   * @param endToEndMs latency until a {@code read_committed} reader has the row
   * @param brokerMs latency until the broker has appended it
   * @param catchUpSeconds from the schedule's end until the last row was visible
   * @param saturated whether it could not keep up: the latency is that of a growing backlog
   * @param generatorLagMs how late the traffic was sent
   * @param generatorLate whether that is too late for the latency to be believed
   * @param cpuSecondsPerMillion processor seconds of the contender for a million events
   * @param rssBytes peak resident memory of the contender
   * @param noisy whether the machine was busy otherwise
   * @param anatomy where the time of a median event and of a slow one went; null where unknown
   * @param checkpoints what durability took; null where none was reported
   * @param state what one checkpoint held at the measuring point; null where there is no state
   */
  public record Point(
      double offeredPerSecond,
      LatencyMeasures.Latency endToEndMs,
      LatencyMeasures.Latency brokerMs,
      double catchUpSeconds,
      boolean saturated,
      Measures.Lag generatorLagMs,
      boolean generatorLate,
      double cpuSecondsPerMillion,
      long rssBytes,
      boolean noisy,
      LatencyAnatomy anatomy,
      Checkpoints checkpoints,
      StateSize state) {}

  /**
   * The size of state, as the engine's own reader and the files tell it.
   *
   * @param keys live entries in a checkpoint
   * @param durableBytes of the files of the newest one
   */
  public record StateSize(long keys, long durableBytes) {}

  /**
   * What it took to make progress durable.
   *
   * @param perSecond checkpoints, or batches with their logs
   * @param medianMs how long one took, at the median
   * @param bytes size of the last one, null where unknown
   */
  public record Checkpoints(double perSecond, double medianMs, Long bytes) {}
}
