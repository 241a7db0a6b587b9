package tandem.harness.report;

import java.util.Optional;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.ParityFinding.Difference;
import tandem.model.run.Engine;

/**
 * Shows the rows that tell the engines' documented meanings of a word apart: no fault, a result.
 */
final class MeaningsBlock {
  private MeaningsBlock() {}

  /** The block; nothing where the engines mean the same. */
  static Optional<Block> of(ExerciseResult exercise, Messages words) {
    if (exercise.meanings().isEmpty()) {
      return Optional.empty();
    }
    Table.Builder table =
        Table.of(
            words.text("meanings.table"),
            words.text("meanings.row", words.engine(Engine.SPARK)),
            words.text("meanings.row", words.engine(Engine.FLINK)),
            words.text("meanings.input"));
    for (Difference row : exercise.meanings()) {
      table.row(
          Cell.code(row.expected()),
          Cell.code(row.observed()),
          Cell.code(row.input())
              .with(row.cause() < 0 ? "" : words.text("parity.cause", row.cause())));
    }
    return Optional.of(
        Block.of(words.text("meanings.heading"), words.text("meanings.intro"))
            .table(table.build())
            .build());
  }
}
