package tandem.model.parity;

import java.util.List;
import tandem.model.run.Gear.Guarantee;

/**
 * What became of the rows that an engine should have delivered, where it may have delivered some of
 * them again.
 *
 * @param expected rows expected
 * @param observed rows that came
 * @param lost expected rows that never came; of updating rows, keys whose last change never came
 * @param duplicated rows that came once more
 * @param altered rows that came and were expected by nobody, such as a sum that counts an input
 *     twice
 * @param differences the first few rows that were lost or altered, for people
 * @param shown each expected row (for updates: each change) with the first observed row that shows
 *     it
 */
public record Delivery(
    long expected,
    long observed,
    long lost,
    long duplicated,
    long altered,
    List<ParityResult.Difference> differences,
    List<ParityResult.Match> shown) {

  public Delivery {
    differences = List.copyOf(differences);
    shown = List.copyOf(shown);
  }

  /**
   * Whether a promise was kept. At-most-once allows a row not to come, at-least-once to come again.
   *
   * @param recounts whether the promise allows an input to be counted again in the state, and so a
   *     row to be altered
   */
  public boolean keeps(Guarantee guarantee, boolean recounts) {
    return switch (guarantee) {
      case AT_MOST_ONCE -> altered == 0 && duplicated == 0;
      case AT_LEAST_ONCE -> lost == 0 && (altered == 0 || recounts);
      case EXACTLY_ONCE -> lost == 0 && altered == 0 && duplicated == 0;
    };
  }
}
