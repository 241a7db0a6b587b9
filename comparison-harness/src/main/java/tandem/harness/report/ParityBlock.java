package tandem.harness.report;

import java.util.Locale;
import java.util.stream.Collectors;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.ParityFinding.Difference;
import tandem.model.run.Engine;

/** Shows each output against the oracle's, before any figure of speed. */
final class ParityBlock {
  private final Messages words;
  private final ExerciseResult exercise;

  private ParityBlock(ExerciseResult exercise, Messages words) {
    this.exercise = exercise;
    this.words = words;
  }

  static Block of(ExerciseResult exercise, Messages words) {
    return new ParityBlock(exercise, words).block();
  }

  private Block block() {
    Block.Builder block =
        Block.of(words.text("parity.heading"), words.text("parity.intro." + emission()))
            .table(counts())
            .table(differences());
    if (exercise.equalToOtherEngine() != null) {
      boolean equal = exercise.equalToOtherEngine();
      block.note(
          words.text(equal ? "parity.same" : "parity.not.same"), equal ? Tone.PLAIN : Tone.CAUTION);
    }
    return block.build();
  }

  private Table counts() {
    Table.Builder table =
        Table.of(
            words.text("parity.counts"),
            words.text("column.engine"),
            words.text("parity.equal"),
            words.text("parity.expected"),
            words.text("parity.observed"),
            words.text("parity.missing"),
            words.text("parity.extra"),
            words.text("parity.different"),
            words.text("parity.dead"),
            words.text("parity.checked"));
    for (Engine engine : exercise.parity().engines()) {
      ParityFinding finding = exercise.parity().get(engine);
      table.row(
          Cell.engine(engine, words.engine(engine)),
          finding.equal()
              ? Cell.text(words.text("parity.yes")).as(Tone.GOOD)
              : Cell.text(words.text("parity.no")).as(Tone.BAD),
          number(finding.expected(), Tone.PLAIN),
          number(finding.observed(), Tone.PLAIN),
          number(finding.missing(), finding.missing() == 0 ? Tone.PLAIN : Tone.BAD),
          number(finding.extra(), finding.extra() == 0 ? Tone.PLAIN : Tone.BAD),
          number(finding.different(), finding.different() == 0 ? Tone.PLAIN : Tone.BAD),
          number(finding.deadLetters(), Tone.PLAIN),
          Cell.text(
              finding.ofWhat().stream()
                  .map(replay -> words.text("purpose." + replay))
                  .collect(Collectors.joining(", "))));
    }
    return table.build();
  }

  private Table differences() {
    Table.Builder table =
        Table.of(
            words.text("parity.differences"),
            words.text("column.engine"),
            words.text("parity.kind"),
            words.text("parity.row.expected"),
            words.text("parity.row.observed"),
            words.text("parity.row.input"));
    for (Engine engine : exercise.parity().engines()) {
      for (Difference difference : exercise.parity().get(engine).differences()) {
        String kind = difference.kind().name().toLowerCase(Locale.ROOT);
        table.row(
            Cell.engine(engine, words.engine(engine)),
            Cell.text(words.text("parity.kind." + kind)).as(Tone.BAD).with(difference.output()),
            Cell.code(difference.expected()),
            Cell.code(difference.observed()),
            Cell.code(difference.input())
                .with(
                    difference.cause() < 0 ? "" : words.text("parity.cause", difference.cause())));
      }
    }
    return table.build();
  }

  private Cell number(long count, Tone tone) {
    return Cell.number(words.figures().number(count)).as(tone);
  }

  private String emission() {
    return exercise.emission().name().toLowerCase(Locale.ROOT);
  }
}
