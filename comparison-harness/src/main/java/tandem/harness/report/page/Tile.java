package tandem.harness.report.page;

import java.util.List;

/**
 * One contender's figures at a glance.
 *
 * @param engine its label, for colour and mark
 * @param name its name
 * @param gear the gear it ran with, or empty
 * @param figure the figure that matters most
 * @param caption what that is
 * @param facts a few more, one line each
 * @param tone {@link Tone#VOID} where its output was wrong
 */
public record Tile(
    String engine,
    String name,
    String gear,
    String figure,
    String caption,
    List<String> facts,
    Tone tone) {}
