package tandem.harness.report;

import java.util.List;
import java.util.stream.Collectors;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Chip;
import tandem.harness.report.page.Page;
import tandem.harness.report.page.Section;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;

/** Writes the gist of a page as Markdown, to paste into a message or a pull request. */
final class MarkdownReport {
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport() {}

  static String render(Page page) {
    return new MarkdownReport().write(page);
  }

  private String write(Page page) {
    line("# " + escaped(page.title()));
    line("**" + escaped(page.verdict()) + "** " + escaped(page.lead()));
    line(escaped(page.run() + " · " + String.join(" · ", page.facts())));
    line(page.chips().stream().map(Chip::text).collect(Collectors.joining(" · ")));
    for (Section section : page.sections()) {
      line("## " + escaped(section.number() + " · " + section.title()));
      if (page.indexed()) {
        line(escaped(section.verdict() + " " + section.lead()));
      }
      section(section.parity());
      if (section.summary() != null) {
        section(section.summary());
      }
      section.more().forEach(this::gist);
    }
    page.about().forEach(this::about);
    return out.toString();
  }

  private void section(Block block) {
    block.tables().forEach(this::table);
    notes(block.notes());
  }

  private void gist(Block block) {
    if (block.gist()) {
      section(block);
      return;
    }
    notes(block.notes().stream().filter(note -> note.tone() != Tone.PLAIN).toList());
  }

  private void about(Block block) {
    line("## " + escaped(block.heading()));
    line(escaped(block.intro()));
    if (!block.code().isEmpty()) {
      line("```\n" + block.code().replace("```", "` ` `") + "\n```");
    }
    block.tables().stream().filter(table -> !table.folded()).forEach(this::table);
    notes(block.notes());
  }

  private void notes(List<Chip> notes) {
    if (!notes.isEmpty()) {
      line(
          notes.stream()
              .map(note -> "- " + escaped(note.text()))
              .collect(Collectors.joining("\n")));
    }
  }

  private void table(Table table) {
    StringBuilder text = new StringBuilder("**").append(escaped(table.title())).append("**\n\n");
    row(text, table.columns());
    row(text, table.columns().stream().map(column -> "---").toList());
    table.rows().forEach(cells -> row(text, cells.stream().map(MarkdownReport::cell).toList()));
    line(text.toString().stripTrailing());
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String cell(Cell cell) {
    String text = escaped(cell.text());
    if (cell.tone() == Tone.VOID && cell.style().equals("number")) {
      text = "~~" + text + "~~";
    }
    return cell.detail().isEmpty() ? text : text + " (" + escaped(cell.detail()) + ")";
  }

  private void line(String text) {
    if (!text.isBlank()) {
      out.append(text).append("\n\n");
    }
  }

  /** Nothing that a user wrote may become markup. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_|<>\\[\\]#~])", "\\\\$1").replaceAll("\\R", " ");
  }
}
