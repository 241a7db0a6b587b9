package tandem.harness.report;

import java.util.List;
import java.util.Optional;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.ParityFinding.TableWrite;

/** How fast large batches get into a table, with all variants of the exercise beside each other. */
final class TableWritesBlock {
  /** Below this the round trips of a transaction are all that is measured. */
  private static final long LARGE = 1_000;

  private TableWritesBlock() {}

  /** The block, in the first variant with large writes; nothing elsewhere. */
  static Optional<Block> of(ExerciseResult exercise, List<ExerciseResult> all, Messages words) {
    List<ExerciseResult> wrote =
        all.stream().filter(each -> each.id().equals(exercise.id()) && wrote(each)).toList();
    if (wrote.isEmpty() || !wrote.get(0).variant().equals(exercise.variant())) {
      return Optional.empty();
    }
    Table.Builder table =
        Table.of(
            words.text("writes.table"),
            words.text("column.engine"),
            words.text("writes.rows"),
            words.text("writes.rate"));
    for (ExerciseResult variant : wrote) {
      variant
          .parity()
          .engines()
          .forEach(
              engine -> {
                ParityFinding finding = variant.parity().get(engine);
                if (largest(finding) >= LARGE) {
                  table.row(
                      Cell.engine(engine, words.engine(engine) + " · " + variant.variant()),
                      Cell.number(words.figures().number(largest(finding))),
                      Cell.number(words.figures().number(finding.writtenRowsPerSecond())));
                }
              });
    }
    return Optional.of(
        Block.of(words.text("writes.heading"), words.text("writes.intro"))
            .table(table.build())
            .build());
  }

  private static boolean wrote(ExerciseResult exercise) {
    return exercise.parity().engines().stream()
        .anyMatch(engine -> largest(exercise.parity().get(engine)) >= LARGE);
  }

  private static long largest(ParityFinding finding) {
    // what tells the size of its table is shown by what it costs
    return finding.writes().stream()
        .filter(write -> write.tableRows() == null)
        .mapToLong(TableWrite::rows)
        .max()
        .orElse(0);
  }
}
