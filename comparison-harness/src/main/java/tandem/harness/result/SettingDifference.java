package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One setting of both engines side by side, for the fairness manifest.
 *
 * @param name what the setting is about, such as {@code parallelism}
 * @param spark Spark's value, or null
 * @param flink Flink's value, or null
 * @param note why they differ, or null
 */
public record SettingDifference(String name, String spark, String flink, Kind kind, String note) {

  /** How the two values relate. */
  public enum Kind {
    EQUAL,
    /** An engine can't have it otherwise; does not invalidate. */
    INTRINSIC,
    /** Asked for, such as a gear. */
    DECLARED,
    /** Nobody asked for it: the run is invalid. */
    UNDECLARED;

    /** The name in {@code result.json}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
