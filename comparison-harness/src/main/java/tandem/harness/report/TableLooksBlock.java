package tandem.harness.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tandem.harness.report.ChartJson.Axis;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Chart;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.ParityFinding.TableLook;
import tandem.model.run.Engine;

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
    Block.Builder block = Block.of(words.text("looks.heading"), words.text("looks.intro"));
    String id = PageBuilder.anchor(exercise) + "-looks";
    block.chart(
        new Chart(
            id, words.text("looks.table"), words.text("looks.description"), chart(looked, words)));
    return Optional.of(block.table(table(looked, words)).build());
  }

  private static Table table(List<ExerciseResult> looked, Messages words) {
    Table.Builder table =
        Table.of(
            words.text("looks.table"),
            words.text("column.engine"),
            words.text("looks.moment"),
            words.text("looks.rows"),
            words.text("looks.gone"));
    for (ExerciseResult variant : looked) {
      for (Engine engine : variant.parity().engines()) {
        Cell heading = Cell.engine(engine, name(engine, variant, words));
        rows(heading, variant.parity().get(engine).looks(), table, words);
      }
    }
    return table.build();
  }

  /** The fault and its cure as lines over the same kills. */
  private static String chart(List<ExerciseResult> looked, Messages words) {
    ChartJson json =
        ChartJson.lines(Axis.STEPS, words.text("looks.moment"), Axis.LINEAR, words.text("looks.y"));
    int moments = 0;
    for (int shade = 0; shade < looked.size(); shade++) {
      ExerciseResult variant = looked.get(shade);
      for (Engine engine : variant.parity().engines()) {
        List<TableLook> looks = variant.parity().get(engine).looks();
        String name = name(engine, variant, words);
        String shown = variant.valid() ? name : words.text("chart.void", name);
        ArrayNode points = json.line(engine, shade, shown, !variant.valid());
        for (int i = 0; i < looks.size(); i++) {
          points.addArray().add(i).add(looks.get(i).rows());
        }
        moments = Math.max(moments, looks.size());
      }
    }
    int last = moments;
    json.steps(IntStream.range(0, last).mapToObj(i -> moment(i, last, words)).toList());
    return json.toString();
  }

  private static String name(Engine engine, ExerciseResult variant, Messages words) {
    return words.engine(engine) + " · " + variant.variant();
  }

  private static String moment(int look, int looks, Messages words) {
    boolean end = look == looks - 1;
    return end ? words.text("looks.end") : words.text("looks.kill", look + 1);
  }

  private static boolean looked(ExerciseResult exercise) {
    return exercise.parity().engines().stream()
        .anyMatch(engine -> !exercise.parity().get(engine).looks().isEmpty());
  }

  private static void rows(
      Cell heading, List<TableLook> looks, Table.Builder table, Messages words) {
    for (int i = 0; i < looks.size(); i++) {
      TableLook look = looks.get(i);
      table.row(
          heading,
          Cell.text(moment(i, looks.size(), words)),
          Cell.number(words.figures().number(look.rows())),
          Cell.number(words.figures().number(look.gone()))
              .as(look.gone() == 0 ? Tone.PLAIN : Tone.BAD));
    }
  }
}
