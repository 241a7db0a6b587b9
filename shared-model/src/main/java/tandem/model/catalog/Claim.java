package tandem.model.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;

/**
 * A statement of the course that a run can test.
 *
 * @param name its name within the exercise, as in {@code claim:NAME}
 * @param statement what is said
 * @param measurement what is measured to judge it, and where the line is drawn
 * @param judge draws the line
 */
public record Claim(String name, Text statement, Text measurement, Judge judge) {

  /** Draws a claim's line through what was measured. */
  public interface Judge {

    /**
     * Whether the statement holds.
     *
     * @throws Evidence.NotShown if the figures can't tell
     */
    boolean holds(Evidence evidence);
  }

  /** What a claim comes to. */
  public enum Verdict {
    UPHELD,
    REFUTED,
    /** Not measured, or not decisive. */
    NOT_SHOWN;

    /** The words in results. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * A verdict and why.
   *
   * @param figures what was looked at, by name; all that the verdict rests on
   * @param reason why nothing is shown, else null
   */
  public record Ruling(Verdict verdict, Map<String, Double> figures, Text reason) {}

  /** Judges from the measured figures, by their names ({@link Figure}). */
  public Ruling judge(Map<String, Double> measured) {
    Evidence evidence = new Evidence(measured);
    try {
      Verdict verdict = judge.holds(evidence) ? Verdict.UPHELD : Verdict.REFUTED;
      return new Ruling(verdict, evidence.used(), null);
    } catch (Evidence.NotShown e) {
      return new Ruling(Verdict.NOT_SHOWN, evidence.used(), e.why());
    }
  }
}
