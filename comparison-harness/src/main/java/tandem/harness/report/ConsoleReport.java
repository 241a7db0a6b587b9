package tandem.harness.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ClaimFinding;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.Result;
import tandem.model.catalog.Text;
import tandem.model.run.CheckpointPart;
import tandem.model.run.Engine;

/** Writes the gist of a result for a terminal. */
final class ConsoleReport {
  private ConsoleReport() {}

  static String render(Result result, Messages words) {
    StringBuilder out = new StringBuilder();
    Verdict verdict = new Verdict(words);
    for (ExerciseResult exercise : result.exercises()) {
      out.append(exercise.id()).append(' ').append(exercise.variant()).append(": ");
      out.append(verdict.of(exercise)).append('\n');
      out.append(parity(exercise, words)).append('\n');
      if (exercise.timed()) {
        out.append(text(SummaryBlock.table(exercise, words))).append('\n');
      }
      out.append(checkpoints(exercise, words));
      exercise.unavailable().forEach(each -> out.append(words.unavailable(each)).append('\n'));
      out.append(warnings(exercise.warnings(), words));
      out.append('\n');
    }
    out.append(claims(result.claims(), words));
    out.append(warnings(result.warnings(), words));
    return out.toString();
  }

  /** What has become of the course's statements, a line each. */
  static String claims(List<ClaimFinding> claims, Messages words) {
    return claims.stream()
        .map(claim -> ClaimsBlock.line(claim, words) + '\n')
        .collect(Collectors.joining());
  }

  /** What the reader must know, a line each. */
  static String warnings(List<Text> warnings, Messages words) {
    return warnings.stream()
        .map(each -> "! " + words.text(each) + '\n')
        .collect(Collectors.joining());
  }

  private static String checkpoints(ExerciseResult exercise, Messages words) {
    StringBuilder out = new StringBuilder();
    for (Engine engine : exercise.checkpoints().engines()) {
      out.append(words.text("checkpoint.heading.of", words.engine(engine))).append('\n');
      for (CheckpointPart part : exercise.checkpoints().get(engine)) {
        out.append("  ").append(part.part()).append(": ").append(part.holds()).append('\n');
      }
    }
    return out.toString();
  }

  private static String parity(ExerciseResult exercise, Messages words) {
    return exercise.parity().engines().stream()
        .map(engine -> parity(words.engine(engine), exercise.parity().get(engine), words))
        .collect(Collectors.joining("\n"));
  }

  /** Whether an output was right, in a line. */
  static String parity(String contender, ParityFinding finding, Messages words) {
    String line =
        words.text(
            verdict(finding),
            contender,
            words.figures().number(finding.expected()),
            finding.missing(),
            finding.extra(),
            finding.different());
    return finding.repeated() == 0
        ? line
        : line + words.text("console.again", words.figures().number(finding.repeated()));
  }

  /** What may lose rows in a crash keeps its promise, but is not right. */
  private static String verdict(ParityFinding finding) {
    if (!finding.equal()) {
      return "console.wrong";
    }
    return finding.losesAsPromised() ? "console.as.promised" : "console.right";
  }

  /** A table in ASCII lines. */
  static String text(Table table) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      boolean number = !table.isEmpty() && table.rows().get(0).get(i).style().equals("number");
      columns.add(
          new Column()
              .header(table.columns().get(i))
              .dataAlign(number ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT));
    }
    String[][] cells =
        table.rows().stream()
            .map(row -> row.stream().map(ConsoleReport::text).toArray(String[]::new))
            .toArray(String[][]::new);
    return AsciiTable.getTable(
        AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, columns.toArray(Column[]::new), cells);
  }

  private static String text(Cell cell) {
    String text = cell.text().replace('\u00a0', ' ');
    if (cell.tone() == Tone.VOID) {
      return "(" + text + ")";
    }
    return cell.detail().isEmpty() ? text : text + " (" + cell.detail() + ")";
  }
}
