package tandem.harness.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.GearMeasures;
import tandem.model.catalog.Figure;

/**
 * When engines used the new version of a table that they look rows up in, with all variants of the
 * exercise beside each other.
 */
final class ChangeBlock {
  private ChangeBlock() {}

  /** The block, in the first variant whose table changed; nothing elsewhere. */
  static Optional<Block> of(ExerciseResult exercise, List<ExerciseResult> all, Messages words) {
    List<ExerciseResult> changed =
        all.stream()
            .filter(each -> each.id().equals(exercise.id()))
            .filter(each -> each.gears().stream().anyMatch(ChangeBlock::changed))
            .toList();
    if (changed.isEmpty() || !changed.get(0).variant().equals(exercise.variant())) {
      return Optional.empty();
    }
    Table.Builder table =
        Table.of(
            words.text("change.table"),
            words.text("column.engine"),
            words.text("change.firstUse"),
            words.text("change.stale"),
            words.text("change.lastStale"));
    for (ExerciseResult variant : changed) {
      variant.gears().stream()
          .filter(ChangeBlock::changed)
          .forEach(gear -> row(table, gear, words));
    }
    return Optional.of(
        Block.of(words.text("change.heading"), words.text("change.intro"))
            .table(table.build())
            .build());
  }

  private static void row(Table.Builder table, GearMeasures gear, Messages words) {
    Map<String, Double> counts = gear.measures().counts();
    Double firstUse = counts.get(Figure.FIRST_USE_MS);
    table.row(
        Cell.engine(gear.engine(), words.engine(gear.engine()) + " · " + gear.variant()),
        firstUse == null
            ? Cell.text(words.text("change.never"))
            : Cell.number(words.figures().ms(firstUse)),
        Cell.number(words.figures().number(counts.get(Figure.STALE_ROWS))),
        Cell.number(words.figures().ms(counts.get(Figure.LAST_STALE_MS))));
  }

  private static boolean changed(GearMeasures gear) {
    return gear.measures().counts().containsKey(Figure.STALE_ROWS);
  }
}
