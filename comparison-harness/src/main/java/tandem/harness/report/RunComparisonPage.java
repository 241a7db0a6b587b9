package tandem.harness.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Chip;
import tandem.harness.report.page.Page;
import tandem.harness.report.page.Section;
import tandem.harness.report.page.Tone;
import tandem.harness.result.Comparison.Verdict;
import tandem.harness.result.RunComparison;
import tandem.harness.result.RunComparison.Row;

/** Turns two runs side by side into what the reader sees. */
final class RunComparisonPage {
  private final RunComparison comparison;
  private final Messages words;
  private final RunComparisonTables tables;

  RunComparisonPage(RunComparison comparison, Messages words) {
    this.comparison = comparison;
    this.words = words;
    this.tables = new RunComparisonTables(comparison, words);
  }

  /** The whole report. */
  Page page() {
    String subject =
        words.text("compare.subject", comparison.a().folder(), comparison.b().folder());
    return new PageFrame(comparison.b().run(), words)
        .subject(subject, words.text("compare.title"))
        .found(chips(), verdict(), lead())
        .around(
            sections(),
            List.of(
                new OriginBlocks(comparison.b().run(), words).limits(),
                Block.of(words.text("origin.heading"), "").table(tables.sides()).build()));
  }

  /** The gist for a terminal. */
  String console() {
    StringBuilder out = new StringBuilder();
    out.append(verdict()).append('\n');
    if (!lead().isEmpty()) {
      out.append(lead()).append('\n');
    }
    if (!comparison.differences().isEmpty()) {
      out.append(ConsoleReport.text(tables.differences())).append('\n');
    }
    byVariant()
        .forEach(
            (name, rows) ->
                out.append(name)
                    .append('\n')
                    .append(ConsoleReport.text(tables.figures(rows)))
                    .append('\n'));
    return out.toString();
  }

  /** Why figures are not compared, each reason once. */
  String obstacles() {
    String reasons =
        comparison.rows().stream()
            .filter(row -> row.ratio() == null && row.reason() != null)
            .map(row -> words.reason(row.reason()) + detail(row))
            .distinct()
            .collect(Collectors.joining("; "));
    return reasons.isEmpty() ? words.text("reason.not_measured") : reasons;
  }

  private static String detail(Row row) {
    return row.detail().isEmpty() ? "" : " (" + row.detail() + ")";
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    byVariant()
        .forEach(
            (name, rows) ->
                sections.add(
                    new Section(
                        "x-" + sections.size(),
                        name,
                        words.text("compare.title"),
                        List.of(),
                        "",
                        "",
                        sections.isEmpty() ? differences() : figures(name, rows),
                        sections.isEmpty() ? figures(name, rows) : null,
                        List.of())));
    return sections;
  }

  private Map<String, List<Row>> byVariant() {
    return comparison.rows().stream()
        .collect(
            Collectors.groupingBy(
                row -> row.exercise() + " · " + row.variant(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private Block differences() {
    Block.Builder block =
        Block.of(words.text("compare.differences.heading"), words.text("compare.differences.intro"))
            .table(tables.differences());
    if (comparison.differences().isEmpty()) {
      block.note(words.text("compare.differences.none"), Tone.GOOD);
    }
    return block.build();
  }

  private Block figures(String name, List<Row> rows) {
    return Block.of(
            words.text("compare.figures.heading") + ": " + name,
            words.text("compare.figures.intro"))
        .table(tables.figures(rows))
        .build();
  }

  private String verdict() {
    long compared = count(row -> row.ratio() != null);
    long shapes = count(row -> row.verdict() == Verdict.SHAPE_ONLY);
    if (compared == 0) {
      return words.text("compare.verdict.none", obstacles());
    }
    if (compared == shapes) {
      return words.text("compare.verdict.shape", compared, comparison.rows().size());
    }
    long claimed = count(row -> row.verdict() == Verdict.DIFFERENCE);
    return words.text("compare.verdict.claimed", claimed, compared - shapes, shapes);
  }

  private String lead() {
    List<String> parts = new ArrayList<>();
    String better = named(RunComparisonTables::better);
    String worse = named(row -> !RunComparisonTables.better(row));
    if (!better.isEmpty()) {
      parts.add(words.text("compare.lead.better", better));
    }
    if (!worse.isEmpty()) {
      parts.add(words.text("compare.lead.worse", worse));
    }
    long not = count(row -> row.ratio() == null);
    if (not > 0) {
      parts.add(words.text("compare.lead.not", not, comparison.rows().size()));
    }
    return String.join(" ", parts);
  }

  private String named(Predicate<Row> which) {
    return comparison.rows().stream()
        .filter(row -> row.verdict() == Verdict.DIFFERENCE)
        .filter(which)
        .map(
            row ->
                words.text(
                    "compare.named",
                    words.text("metric." + row.metric().path()),
                    words.figures().ratio(row.ratio()),
                    words.inSentence(row.engine()),
                    row.exercise()))
        .collect(Collectors.joining(", "));
  }

  private long count(Predicate<Row> which) {
    return comparison.rows().stream().filter(which).count();
  }

  private List<Chip> chips() {
    if (!comparison.comparable()) {
      return List.of(new Chip(words.text("compare.chip.none"), Tone.BAD));
    }
    boolean claimed = count(row -> row.verdict() == Verdict.DIFFERENCE) > 0;
    boolean shapes = count(row -> row.ratio() != null && row.verdict() != Verdict.SHAPE_ONLY) == 0;
    if (shapes) {
      return List.of(new Chip(words.text("compare.chip.shape"), Tone.CAUTION));
    }
    return List.of(
        claimed
            ? new Chip(words.text("compare.chip.claimed"), Tone.GOOD)
            : new Chip(words.text("verdict.no_difference_shown"), Tone.PLAIN));
  }
}
