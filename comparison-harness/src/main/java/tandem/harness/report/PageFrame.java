package tandem.harness.report;

import java.util.ArrayList;
import java.util.List;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Chip;
import tandem.harness.report.page.Entry;
import tandem.harness.report.page.Page;
import tandem.harness.report.page.Section;
import tandem.harness.result.RunInfo;
import tandem.harness.result.RunInfo.Versions;

/** What stands on every report, whatever it reports: the run's name, when and with what it ran. */
final class PageFrame {
  private final RunInfo run;
  private final Messages words;
  private String title;
  private String subject;
  private List<Chip> chips = List.of();
  private String verdict;
  private String lead;

  PageFrame(RunInfo run, Messages words) {
    this.run = run;
    this.words = words;
  }

  /** What was run, on the page and in the document's title. */
  PageFrame subject(String subject) {
    return subject(subject, subject);
  }

  /** With a shorter name for the document's title. */
  PageFrame subject(String subject, String inTitle) {
    this.subject = subject;
    this.title = words.text("page.title", inTitle);
    return this;
  }

  /**
   * What was found.
   *
   * @param verdict in a sentence or two
   * @param lead whether the outputs were right, in a sentence
   */
  PageFrame found(List<Chip> chips, String verdict, String lead) {
    this.chips = chips;
    this.verdict = verdict;
    this.lead = lead;
    return this;
  }

  /** The page without a list of contents. */
  Page around(List<Section> sections, List<Block> about) {
    return around(sections, about, List.of());
  }

  /** The page with a list of contents. */
  Page around(List<Section> sections, List<Block> about, List<Entry> index) {
    return new Page(
        words.language().code(),
        title,
        subject,
        run.id(),
        facts(),
        chips,
        verdict,
        lead,
        words.text("page.contents"),
        index,
        sections,
        about,
        words.text("page.closing", run.versions().tandem()));
  }

  /** When and with what it ran, one short line each. */
  private List<String> facts() {
    Versions versions = run.versions();
    List<String> facts = new ArrayList<>();
    facts.add(words.figures().time(run.time()));
    if (versions.spark() != null) {
      facts.add("Spark " + versions.spark());
    }
    if (versions.flink() != null) {
      facts.add("Flink " + versions.flink());
    }
    facts.add(words.text("page.cpus", run.host().cpus()));
    return facts;
  }
}
