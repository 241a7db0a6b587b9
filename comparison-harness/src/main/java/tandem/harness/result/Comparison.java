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
 * @param reason why the verdict is not a plain one, or null
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
    Reason reason) {

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

  /** Why a comparison ends in no plain verdict. */
  public enum Reason {
    QUICK_RUN,
    /** Too few repetitions for an interval. */
    FEW_REPETITIONS,
    NOISY_MACHINE,
    /** The run breaks a rule of validity. */
    INVALID_RUN,
    /** One of both put out something else than the oracle expects. */
    WRONG_OUTPUT,
    /** A sample is not the same thing on both sides. */
    OTHER_POPULATION,
    /** Both are right, but one writes more rows for the same inputs. */
    OTHER_NUMBER_OF_ROWS,
    /** The floor does not bound what the machine can do. */
    FLOOR_SLOWER_THAN_ENGINE,
    /** One of both has no value, for instance because the samples are too few. */
    NOT_MEASURED,
    /** Of two runs: they were given other records. */
    OTHER_TRAFFIC,
    /** Of two runs: an option that decides a figure was not the same. */
    OTHER_OPTIONS,
    /** Of two sweeps: a contender could not keep up. */
    SATURATED,
    /** Of two sweeps: the traffic was sent late. */
    SENDER_LATE;

    /** The words in {@code result.json}. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
