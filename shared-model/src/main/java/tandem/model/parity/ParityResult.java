package tandem.model.parity;

import java.util.List;

/**
 * How an engine's output compares with what the oracle expects.
 *
 * @param equal whether it is what was expected
 * @param expected rows expected
 * @param observed rows that came
 * @param missing expected rows that did not come
 * @param extra rows that came and were not expected
 * @param different rows that came with an expected identity and other values
 * @param repeated rows that came once more, as an at-least-once sink may after its process was
 *     killed
 * @param sameKeys result rows whose key an earlier row had, where each row is final: repetitions
 *     that were let through, if a key is what happens once
 * @param deadLetters dead letters that came
 * @param differences the first few differences, for people
 * @param matches each expected row (for updates: each change) with the observed row that shows it
 */
public record ParityResult(
    boolean equal,
    long expected,
    long observed,
    long missing,
    long extra,
    long different,
    long repeated,
    long sameKeys,
    long deadLetters,
    List<Difference> differences,
    List<Match> matches) {

  /** Kind of a {@link Difference}. */
  public enum Kind {
    MISSING,
    EXTRA,
    DIFFERENT
  }

  /**
   * One difference.
   *
   * @param expected the expected row, null for an extra one
   * @param observed the observed row, null for a missing one
   * @param cause trace record that makes the expected row ready, or -1
   */
  public record Difference(
      Kind kind, String output, String expected, String observed, long cause) {}

  /**
   * An expected row that came.
   *
   * @param cause index of the trace record that made it ready
   * @param observed position among the observed rows
   */
  public record Match(long cause, int observed) {}
}
