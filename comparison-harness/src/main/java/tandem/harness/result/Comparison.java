package tandem.harness.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import tandem.model.run.Engine;

/**
 * Two contenders compared by one figure.
 *
 * @param metric what is compared
 * @param unit unit of both values
 * @param numerator contender above the line of the ratio
 * @param denominator contender below it
 * @param ratio the ratio of both values, or null
 * @param ciLow lower end of the ratio's 95 % interval, or null
 * @param ciHigh upper end, or null
 * @param minimumDetectableEffect the least relative difference that so many repetitions of this
 *     variation would show, such as 0.08 for 8 %, or null
 * @param reason why the verdict is not a plain one, in English, or null
 */
public record Comparison(
    String exercise,
    String variant,
    Metric metric,
    String unit,
    Engine numerator,
    Engine denominator,
    Double numeratorValue,
    Double denominatorValue,
    Double ratio,
    Double ciLow,
    Double ciHigh,
    Double minimumDetectableEffect,
    Verdict verdict,
    String reason) {

  /** What may be said of a ratio. */
  public enum Verdict {
    /** The interval excludes 1 and the effect exceeds 5 %. */
    DIFFERENCE,
    NO_DIFFERENCE_SHOWN,
    /** A quick run: a hint at the order of magnitude, without an interval. */
    SHAPE_ONLY,
    /** There is no fair ratio; the reason says why. */
    NOT_COMPARABLE;

    /** The words in {@code result.json}. */
    @JsonValue
    public String label() {
      return this == SHAPE_ONLY ? "shape-only" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
