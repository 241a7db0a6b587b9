package tandem.harness.report.page;

import java.util.List;

/**
 * The whole report.
 *
 * @param language code of its language
 * @param title title of the document
 * @param subject what was run
 * @param run name of the run
 * @param facts when and with what it ran, one short line each
 * @param chips what to know at once
 * @param verdict what was found, in a sentence or two
 * @param lead whether the outputs were right, in a sentence
 * @param contents label of the list of contents
 * @param index the list of contents; empty where the sections are too few for one
 * @param sections one for each variant of an exercise
 * @param about settings, validity, limits, traces and command of the run
 * @param closing the last line
 */
public record Page(
    String language,
    String title,
    String subject,
    String run,
    List<String> facts,
    List<Chip> chips,
    String verdict,
    String lead,
    String contents,
    List<Entry> index,
    List<Section> sections,
    List<Block> about,
    String closing) {

  /** Whether there is a list of contents. */
  public boolean indexed() {
    return !index.isEmpty();
  }
}
