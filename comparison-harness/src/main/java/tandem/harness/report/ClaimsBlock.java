package tandem.harness.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ClaimFinding;
import tandem.model.catalog.Figure;

/**
 * Shows what has become of the course's statements, with the figures that each verdict rests on.
 */
final class ClaimsBlock {
  private ClaimsBlock() {}

  /** The statements of one exercise; empty where it has none. */
  static Optional<Block> of(
      List<ClaimFinding> claims, String exercise, boolean claimable, Messages words) {
    Table.Builder table =
        Table.of(
            words.text("claims.table"),
            words.text("claims.statement"),
            words.text("claims.verdict"),
            words.text("claims.figures"));
    claims.stream()
        .filter(claim -> claim.exercise().equals(exercise))
        .forEach(
            claim ->
                table.row(
                    Cell.text(words.text(claim.statement())).with(words.text(claim.measurement())),
                    Cell.text(verdict(claim, words)).as(tone(claim)),
                    Cell.text(figures(claim, words))
                        .with(claim.reason() == null ? "" : words.text(claim.reason()))));
    Table finished = table.build();
    if (finished.isEmpty()) {
      return Optional.empty();
    }
    Block.Builder block =
        Block.of(words.text("claims.heading"), words.text("claims.intro")).table(finished).gist();
    boolean measured =
        claims.stream()
            .filter(claim -> claim.exercise().equals(exercise))
            .flatMap(claim -> claim.figures().keySet().stream())
            .anyMatch(figure -> !Figure.isCount(figure));
    if (!claimable && measured) {
      block.note(words.text("claims.shape"), Tone.CAUTION);
    }
    return Optional.of(block.build());
  }

  /** The statement and its verdict in a line. */
  static String line(ClaimFinding claim, Messages words) {
    return claim.exercise() + " “" + words.text(claim.statement()) + "” " + verdict(claim, words);
  }

  private static String verdict(ClaimFinding claim, Messages words) {
    return words.text("claims." + claim.verdict().name().toLowerCase(Locale.ROOT));
  }

  private static Tone tone(ClaimFinding claim) {
    return switch (claim.verdict()) {
      case UPHELD -> Tone.GOOD;
      case REFUTED -> Tone.BAD;
      case NOT_SHOWN -> Tone.CAUTION;
    };
  }

  /** Without the variant's name where all figures are of the same one. */
  private static String figures(ClaimFinding claim, Messages words) {
    boolean oneVariant =
        claim.figures().keySet().stream()
                .map(name -> name.substring(0, name.indexOf('/')))
                .distinct()
                .count()
            == 1;
    return claim.figures().entrySet().stream()
        .map(
            figure ->
                (oneVariant
                        ? figure.getKey().substring(figure.getKey().indexOf('/') + 1)
                        : figure.getKey())
                    + " = "
                    + words.figures().number(figure.getValue()))
        .collect(Collectors.joining("; "));
  }
}
