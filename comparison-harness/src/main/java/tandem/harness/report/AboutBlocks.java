package tandem.harness.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.Result;
import tandem.harness.result.SettingDifference;
import tandem.harness.result.SettingDifference.Kind;
import tandem.model.run.Engine;

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
    return List.of(settings(), validity(), origin.limits(), origin.origin());
  }

  private Block settings() {
    Block.Builder block =
        Block.of(words.text("settings.heading"), words.text("settings.intro")).table(sideBySide());
    for (Engine engine : result.settings().engines()) {
      Table.Builder table =
          Table.of(
                  words.text("settings.all", words.inSentence(engine)),
                  words.text("settings.name"),
                  words.text("settings.value"))
              .folded();
      for (Map.Entry<String, String> setting : result.settings().get(engine).entrySet()) {
        table.row(Cell.code(setting.getKey()), Cell.code(setting.getValue()));
      }
      block.table(table.build());
    }
    return block.build();
  }

  private Table sideBySide() {
    Table.Builder table =
        Table.of(
            words.text("settings.table"),
            words.text("settings.name"),
            words.engine(Engine.SPARK),
            words.engine(Engine.FLINK),
            words.text("settings.kind"));
    result.settingDifferences().stream()
        .sorted(Comparator.comparing(SettingDifference::kind).reversed())
        .forEach(
            setting ->
                table.row(
                    Cell.text(setting.name()).as(tone(setting.kind())),
                    Cell.code(setting.spark()),
                    Cell.code(setting.flink()),
                    Cell.text(words.text("settings.kind." + setting.kind().label()))
                        .as(tone(setting.kind()))
                        .with(setting.note() == null ? "" : setting.note())));
    return table.build();
  }

  private static Tone tone(Kind kind) {
    return switch (kind) {
      case EQUAL -> Tone.PLAIN;
      case INTRINSIC, DECLARED -> Tone.CAUTION;
      case UNDECLARED -> Tone.BAD;
    };
  }

  private Block validity() {
    String key = !result.valid() ? "invalid" : result.claimable() ? "claimable" : "shape";
    Block.Builder block =
        Block.of(words.text("validity.heading"), words.text("validity." + key))
            .table(validityOfExercises());
    result.warnings().forEach(warning -> block.note(warning, Tone.CAUTION));
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
