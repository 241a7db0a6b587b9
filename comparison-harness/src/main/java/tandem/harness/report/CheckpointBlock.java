package tandem.harness.report;

import java.util.Optional;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.result.ExerciseResult;

/** Shows what each engine's last checkpoint holds, in the words of its own readers. */
final class CheckpointBlock {
  private CheckpointBlock() {}

  /** The block, or nothing where no checkpoint was taken apart. */
  static Optional<Block> of(ExerciseResult exercise, Messages words) {
    if (exercise.checkpoints().engines().isEmpty()) {
      return Optional.empty();
    }
    Block.Builder block =
        Block.of(words.text("checkpoint.heading"), words.text("checkpoint.intro"));
    exercise
        .checkpoints()
        .engines()
        .forEach(
            engine -> {
              Table.Builder table =
                  Table.of(
                      words.engine(engine),
                      words.text("checkpoint.part"),
                      words.text("checkpoint.holds"));
              exercise
                  .checkpoints()
                  .get(engine)
                  .forEach(part -> table.row(Cell.code(part.part()), Cell.text(part.holds())));
              block.table(table.build());
            });
    return Optional.of(block.build());
  }
}
