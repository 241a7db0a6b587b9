package tandem.harness.report;

import java.util.List;
import java.util.Optional;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.ParityFinding.TableLook;

/**
 * Shows what a reader finds in a table while its engine is killed and continued, with all variants
 * of the exercise beside each other: the fault and its cure.
 */
final class TableLooksBlock {
  private TableLooksBlock() {}

  /** The block, in the first variant whose table was looked at; nothing elsewhere. */
  static Optional<Block> of(ExerciseResult exercise, List<ExerciseResult> all, Messages words) {
    List<ExerciseResult> looked =
        all.stream().filter(each -> each.id().equals(exercise.id()) && looked(each)).toList();
    if (looked.isEmpty() || !looked.get(0).variant().equals(exercise.variant())) {
      return Optional.empty();
    }
    Table.Builder table =
        Table.of(
            words.text("looks.table"),
            words.text("column.engine"),
            words.text("looks.moment"),
            words.text("looks.rows"),
            words.text("looks.gone"));
    for (ExerciseResult variant : looked) {
      variant
          .parity()
          .engines()
          .forEach(
              engine -> {
                ParityFinding finding = variant.parity().get(engine);
                Cell heading =
                    Cell.engine(engine, words.engine(engine) + " · " + variant.variant());
                rows(heading, finding.looks(), table, words);
              });
    }
    return Optional.of(
        Block.of(words.text("looks.heading"), words.text("looks.intro"))
            .table(table.build())
            .build());
  }

  private static boolean looked(ExerciseResult exercise) {
    return exercise.parity().engines().stream()
        .anyMatch(engine -> !exercise.parity().get(engine).looks().isEmpty());
  }

  private static void rows(
      Cell heading, List<TableLook> looks, Table.Builder table, Messages words) {
    for (int i = 0; i < looks.size(); i++) {
      TableLook look = looks.get(i);
      boolean end = i == looks.size() - 1;
      table.row(
          heading,
          Cell.text(end ? words.text("looks.end") : words.text("looks.kill", i + 1)),
          Cell.number(words.figures().number(look.rows())),
          Cell.number(words.figures().number(look.gone()))
              .as(look.gone() == 0 ? Tone.PLAIN : Tone.BAD));
    }
  }
}
