package tandem.harness.report;

import java.util.List;
import java.util.Optional;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.ParityFinding.WriteCost;
import tandem.model.run.Engine;

/** What writes cost as their table grows, with all variants of the exercise beside each other. */
final class WriteCostsBlock {
  private WriteCostsBlock() {}

  /** The block, in the first variant whose table grows; nothing elsewhere. */
  static Optional<Block> of(ExerciseResult exercise, List<ExerciseResult> all, Messages words) {
    List<ExerciseResult> growing =
        all.stream()
            .filter(each -> each.id().equals(exercise.id()))
            .filter(
                each ->
                    each.parity().engines().stream()
                        .anyMatch(engine -> !costs(each, engine).isEmpty()))
            .toList();
    if (growing.isEmpty() || !growing.get(0).variant().equals(exercise.variant())) {
      return Optional.empty();
    }
    Table.Builder table =
        Table.of(
            words.text("costs.table"),
            words.text("column.engine"),
            words.text("costs.rows"),
            words.text("costs.writes"),
            words.text("costs.time"),
            words.text("costs.bytes"));
    for (ExerciseResult variant : growing) {
      for (Engine engine : variant.parity().engines()) {
        costs(variant, engine).forEach(cost -> row(table, words, engine, variant.variant(), cost));
      }
    }
    return Optional.of(
        Block.of(words.text("costs.heading"), words.text("costs.intro"))
            .table(table.build())
            .build());
  }

  private static void row(
      Table.Builder table, Messages words, Engine engine, String variant, WriteCost cost) {
    table.row(
        Cell.engine(engine, words.engine(engine) + " · " + variant),
        Cell.number(words.figures().number(cost.tableRows())),
        Cell.number(words.figures().number(cost.writes())),
        Cell.number(words.figures().ms(cost.seconds() * 1e3)),
        Cell.number(words.figures().bytes(Math.round(cost.bytes()))));
  }

  /** A single size shows no growth. */
  private static List<WriteCost> costs(ExerciseResult exercise, Engine engine) {
    List<WriteCost> costs = exercise.parity().get(engine).writeCosts();
    return costs.size() > 1 ? costs : List.of();
  }
}
