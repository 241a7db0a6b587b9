package tandem.harness.report;

import java.util.List;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.Result;

/** Shows what a run as a whole rests on: settings, validity, limits, traffic, machine, command. */
final class AboutBlocks {
  private final Messages words;
  private final Result result;

  AboutBlocks(Result result, Messages words) {
    this.result = result;
    this.words = words;
  }

  List<Block> all() {
    OriginBlocks origin = new OriginBlocks(result.run(), words);
    return List.of(
        SettingsBlock.of(result.settings(), result.settingDifferences(), words),
        validity(),
        origin.limits(),
        origin.origin());
  }

  private Block validity() {
    String key = !result.valid() ? "invalid" : result.claimable() ? "claimable" : "shape";
    Block.Builder block =
        Block.of(words.text("validity.heading"), words.text("validity." + key))
            .table(validityOfExercises());
    result.warnings().forEach(warning -> block.note(words.text(warning), Tone.CAUTION));
    return block.build();
  }

  private Table validityOfExercises() {
    Table.Builder table =
        Table.of(
            words.text("validity.table"),
            words.text("column.exercise"),
            words.text("validity.valid"),
            words.text("validity.may.claim"),
            words.text("validity.warnings"));
    result
        .exercises()
        .forEach(
            each ->
                table.row(
                    Cell.text(each.id() + " " + each.variant()),
                    yesOrNo(each.valid(), Tone.BAD),
                    yesOrNo(each.claimable(), Tone.CAUTION),
                    Cell.number(words.figures().number(each.warnings().size()))));
    return table.build();
  }

  private Cell yesOrNo(boolean yes, Tone otherwise) {
    return Cell.text(words.text(yes ? "parity.yes" : "parity.no")).as(yes ? Tone.GOOD : otherwise);
  }
}
