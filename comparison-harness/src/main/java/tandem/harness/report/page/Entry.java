package tandem.harness.report.page;

import java.util.List;

/**
 * An exercise in the list of contents.
 *
 * @param number the course's number
 * @param title what it is about
 * @param variants its variants, in the order of their sections
 */
public record Entry(String number, String title, List<Link> variants) {

  /**
   * A variant in the list of contents.
   *
   * @param anchor identity of its section
   * @param name of the variant
   * @param mark how it went, as a sign
   * @param tone how it went, as a colour
   * @param verdict what was found, in a sentence or two
   * @param timed whether the verdict says more than that the outputs were right
   */
  public record Link(
      String anchor, String name, String mark, Tone tone, String verdict, boolean timed) {}
}
