package tandem.harness.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.ParityFinding.Difference;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Variant;

/** Shows each output against the oracle's, before any figure of speed. */
final class ParityBlock {
  private final Messages words;
  private final List<Checked> outputs;

  private ParityBlock(List<Checked> outputs, Messages words) {
    this.outputs = outputs;
    this.words = words;
  }

  /**
   * An output that was checked.
   *
   * @param heading whose it is
   */
  record Checked(Cell heading, ParityFinding finding) {}

  /** The outputs of an exercise. */
  static Block of(ExerciseResult exercise, Messages words) {
    List<Checked> outputs =
        exercise.parity().engines().stream()
            .map(
                engine ->
                    new Checked(
                        Cell.engine(engine, words.engine(engine)), exercise.parity().get(engine)))
            .toList();
    String emission = exercise.emission().name().toLowerCase(Locale.ROOT);
    String intro = words.text("parity.intro." + emission);
    Block.Builder block = new ParityBlock(outputs, words).block(intro, false);
    if (exercise.equalToOtherEngine() != null) {
      boolean equal = exercise.equalToOtherEngine();
      block.note(
          words.text(equal ? "parity.same" : "parity.not.same"), equal ? Tone.PLAIN : Tone.CAUTION);
    }
    if (exercise.emission() == Emission.UPDATE) {
      block.note(rowsPerChange(exercise, words), Tone.PLAIN);
      normalisedBy(exercise)
          .ifPresent(other -> block.note(words.text("parity.normalised", other), Tone.PLAIN));
    }
    return block.build();
  }

  /** The work of writing is not the same where one engine writes each change and the other some. */
  private static String rowsPerChange(ExerciseResult exercise, Messages words) {
    return exercise.parity().engines().stream()
        .filter(engine -> exercise.parity().get(engine).expected() > 0)
        .map(
            engine -> {
              ParityFinding finding = exercise.parity().get(engine);
              double rows = (double) finding.observed() / finding.expected();
              return words.text(
                  "parity.rows.per.change", words.engine(engine), words.figures().number(rows));
            })
        .collect(Collectors.joining("; "));
  }

  private static Optional<String> normalisedBy(ExerciseResult result) {
    return Catalog.select(result.id()).stream()
        .flatMap(exercise -> exercise.variants().stream())
        .filter(variant -> variant.name().equals(result.variant()))
        .findFirst()
        .flatMap(Variant::normalisedBy);
  }

  /**
   * The outputs of many gears, whose counts are folded where none is wrong.
   *
   * @param verdict on all of them, in a sentence
   */
  static Block ofGears(List<Checked> outputs, String verdict, Messages words) {
    boolean right = outputs.stream().allMatch(output -> output.finding().equal());
    Block.Builder block =
        new ParityBlock(outputs, words).block(words.text("parity.intro.sweep"), right);
    if (!outputs.isEmpty()) {
      block.note(verdict, right ? Tone.GOOD : Tone.BAD);
    }
    return block.build();
  }

  private Block.Builder block(String intro, boolean folded) {
    Table.Builder counts = counts();
    return Block.of(words.text("parity.heading"), intro)
        .table(folded ? counts.folded().build() : counts.build())
        .table(differences());
  }

  private Table.Builder counts() {
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
            words.text("parity.repeated"),
            words.text("parity.dead"),
            words.text("parity.checked"));
    for (Checked output : outputs) {
      ParityFinding finding = output.finding();
      table.row(
          output.heading(),
          equal(finding),
          number(finding.expected(), Tone.PLAIN),
          number(finding.observed(), Tone.PLAIN),
          number(finding.missing(), finding.missing() == 0 ? Tone.PLAIN : Tone.BAD),
          number(finding.extra(), finding.extra() == 0 ? Tone.PLAIN : Tone.BAD),
          number(finding.different(), finding.different() == 0 ? Tone.PLAIN : Tone.BAD),
          number(finding.repeated(), finding.repeated() == 0 ? Tone.PLAIN : Tone.CAUTION),
          number(finding.deadLetters(), Tone.PLAIN),
          Cell.text(
              finding.ofWhat().stream()
                  .map(replay -> words.text("purpose." + replay))
                  .collect(Collectors.joining(", "))));
    }
    return table;
  }

  /** At-most-once is what it says, and still not what was expected. */
  private Cell equal(ParityFinding finding) {
    if (!finding.equal()) {
      return Cell.text(words.text("parity.no")).as(Tone.BAD);
    }
    return finding.losesAsPromised()
        ? Cell.text(words.text("parity.promised")).as(Tone.CAUTION)
        : Cell.text(words.text("parity.yes")).as(Tone.GOOD);
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
    for (Checked output : outputs) {
      for (Difference difference : output.finding().differences()) {
        String kind = difference.kind().name().toLowerCase(Locale.ROOT);
        table.row(
            output.heading(),
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
}
