package tandem.harness.result;

import java.util.Map;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Text;

/**
 * What a run has shown of one of the course's statements.
 *
 * @param exercise the course's number
 * @param claim its name within the exercise
 * @param statement what is said
 * @param measurement how it is judged
 * @param verdict what it comes to
 * @param figures all that the verdict rests on
 * @param reason why nothing is shown, or null
 */
public record ClaimFinding(
    String exercise,
    String claim,
    Text statement,
    Text measurement,
    Claim.Verdict verdict,
    Map<String, Double> figures,
    Text reason) {

  public ClaimFinding {
    figures = Maps.ordered(figures);
  }
}
