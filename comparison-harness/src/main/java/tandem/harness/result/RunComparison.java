package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import tandem.harness.result.Comparison.Reason;
import tandem.harness.result.Comparison.Verdict;
import tandem.model.run.Engine;

/**
 * Two finished runs, or two sweeps, side by side; the contents of {@code compare.json}.
 *
 * @param schemaVersion of this record's form
 * @param a the first
 * @param b the second, which is above the line of each ratio
 * @param differences what is not the same around the figures
 * @param rows one for each figure that a side has
 */
public record RunComparison(
    int schemaVersion, Side a, Side b, List<Difference> differences, List<Row> rows) {
  /** The form that this version writes. */
  public static final int SCHEMA_VERSION = 1;

  public RunComparison {
    differences = List.copyOf(differences);
    rows = List.copyOf(rows);
  }

  /** Whether there is a ratio at all. */
  public boolean comparable() {
    return rows.stream().anyMatch(row -> row.ratio() != null);
  }

  /**
   * One of both.
   *
   * @param folder where it was read from
   */
  public record Side(String folder, RunInfo run) {}

  /** What a difference around the figures means for them. */
  public enum Meaning {
    /** Other records were sent, so figures of that traffic are not compared. */
    TRAFFIC,
    /** The engines were set up otherwise, so nothing is compared. */
    SETUP,
    /** An option that changes how much may be said, and not the figures. */
    OPTION,
    /** Another machine: compared, as this may be the very question. */
    MACHINE,
    /** Another version of a part: compared likewise. */
    VERSION,
    /** An effective setting that no option explains: compared likewise. */
    SETTING;

    /** The word in {@code compare.json}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is not the same.
   *
   * @param name of the option, part or setting
   * @param a its value, or null
   * @param b its value, or null
   */
  public record Difference(Meaning meaning, String name, String a, String b) {}

  /**
   * One figure of both.
   *
   * @param gear of the contender; both, where they differ
   * @param offeredPerSecond of sweeps, the rate of a latency; else null
   * @param a its value, or null; with an interval, the median over the repetitions
   * @param b its value, or null
   * @param aVoid whether that value counts for nothing: wrong output or invalid run
   * @param bVoid the same of b
   * @param ratio b over a, or null
   * @param ciLow lower end of the ratio's 95 % interval, or null
   * @param ciHigh upper end, or null
   * @param minimumDetectableEffect see {@link Comparison}
   * @param reason why the verdict is not a plain one, or null
   * @param detail the options or values behind the reason, or empty
   */
  public record Row(
      String exercise,
      String variant,
      Engine engine,
      String gear,
      Double offeredPerSecond,
      Metric metric,
      String unit,
      Double a,
      Double b,
      boolean aVoid,
      boolean bVoid,
      Double ratio,
      Double ciLow,
      Double ciHigh,
      Double minimumDetectableEffect,
      Verdict verdict,
      Reason reason,
      String detail) {}
}
