package tandem.harness.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.PerEngine;
import tandem.harness.result.SettingDifference;
import tandem.harness.result.SettingDifference.Kind;
import tandem.model.run.Engine;

/** The fairness manifest: both engines' settings side by side, and all of each contender's. */
final class SettingsBlock {
  private final PerEngine<Map<String, String>> settings;
  private final List<SettingDifference> differences;
  private final Messages words;

  private SettingsBlock(
      PerEngine<Map<String, String>> settings,
      List<SettingDifference> differences,
      Messages words) {
    this.settings = settings;
    this.differences = differences;
    this.words = words;
  }

  static Block of(
      PerEngine<Map<String, String>> settings,
      List<SettingDifference> differences,
      Messages words) {
    return new SettingsBlock(settings, differences, words).block();
  }

  private Block block() {
    Block.Builder block =
        Block.of(words.text("settings.heading"), words.text("settings.intro")).table(sideBySide());
    for (Engine engine : settings.engines()) {
      Table.Builder table =
          Table.of(
                  words.text("settings.all", words.inSentence(engine)),
                  words.text("settings.name"),
                  words.text("settings.value"))
              .folded();
      for (Map.Entry<String, String> setting : settings.get(engine).entrySet()) {
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
    differences.stream()
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
}
