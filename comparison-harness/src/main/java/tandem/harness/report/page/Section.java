package tandem.harness.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * One variant of an exercise.
 *
 * @param anchor identity within the page
 * @param number the course's number and the variant's name
 * @param title what it is about
 * @param chips what to know at once
 * @param verdict what was found, in a sentence or two
 * @param lead whether the outputs were right, in a sentence
 * @param parity outputs against the oracle
 * @param summary the figures that matter, with ratios; null where nothing was timed
 * @param more curves, state, resources and the rest
 */
public record Section(
    String anchor,
    String number,
    String title,
    List<Chip> chips,
    String verdict,
    String lead,
    Block parity,
    Block summary,
    List<Block> more) {

  /** All blocks in order. */
  public List<Block> blocks() {
    List<Block> all = new ArrayList<>();
    all.add(parity);
    if (summary != null) {
      all.add(summary);
    }
    all.addAll(more);
    return all;
  }
}
