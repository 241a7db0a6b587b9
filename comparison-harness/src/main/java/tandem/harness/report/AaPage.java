package tandem.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Chip;
import tandem.harness.report.page.Page;
import tandem.harness.report.page.Section;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.AaMetric;
import tandem.harness.result.AaMetric.Verdict;
import tandem.harness.result.AaResult;
import tandem.harness.stats.AaAnalysis;

/** Turns an A/A suite into what the reader sees. */
final class AaPage {
  private final AaResult suite;
  private final Messages words;
  private final AaTables tables;

  AaPage(AaResult suite, Messages words) {
    this.suite = suite;
    this.words = words;
    this.tables = new AaTables(suite, words);
  }

  /** The whole report. */
  Page page() {
    String number = suite.exercise() + " · " + suite.variant();
    String engine = words.engine(suite.engine());
    String subject = words.text("aa.subject", number, engine, suite.gear());
    String title = words.text(suite.title());
    Section section =
        new Section(
            "aa", number, title, chips(), verdict(), lead(), judgement(), pools(), List.of(runs()));
    return new PageFrame(suite.run(), words)
        .subject(subject)
        .found(chips(), verdict(), lead())
        .around(List.of(section), about());
  }

  /** The gist for a terminal. */
  String console() {
    StringBuilder out = new StringBuilder();
    out.append(verdict()).append('\n').append(lead()).append('\n');
    out.append(ConsoleReport.text(tables.pools())).append('\n');
    out.append(ConsoleReport.text(tables.judgement())).append('\n');
    out.append(ConsoleReport.warnings(suite.warnings(), words));
    return out.toString();
  }

  private String verdict() {
    if (!with(Verdict.TOO_FEW_RUNS).isEmpty()) {
      return words.text("aa.verdict.sentence.few");
    }
    List<AaMetric> holding = with(Verdict.HOLDS);
    if (holding.size() == suite.metrics().size()) {
      return words.text("aa.verdict.sentence.all", AaAnalysis.DEFAULT_REPETITIONS);
    }
    String more =
        with(Verdict.NEEDS_MORE).stream()
            .map(each -> words.text("aa.needs", tables.called(each), each.repetitionsNeeded()))
            .collect(Collectors.joining(", "));
    String never =
        with(Verdict.NOT_REACHED).stream().map(tables::called).collect(Collectors.joining(", "));
    List<String> parts = new ArrayList<>();
    parts.add(
        words.text(
            "aa.verdict.sentence.some",
            AaAnalysis.DEFAULT_REPETITIONS,
            holding.size(),
            suite.metrics().size()));
    if (!more.isEmpty()) {
      parts.add(words.text("aa.verdict.sentence.more", more));
    }
    if (!never.isEmpty()) {
      parts.add(words.text("aa.verdict.sentence.never", never));
    }
    return String.join(" ", parts);
  }

  private List<AaMetric> with(Verdict verdict) {
    return suite.metrics().stream().filter(metric -> metric.verdict() == verdict).toList();
  }

  private String lead() {
    AaResult.Planted planted = suite.planted();
    return words.text(
        "aa.lead",
        words.inSentence(suite.engine()),
        suite.runsWanted(),
        words.figures().with(planted.workNanosPerRecord() / 1e3, "µs"),
        words.figures().ms(planted.latencyMicros() / 1e3));
  }

  private List<Chip> chips() {
    boolean all = with(Verdict.HOLDS).size() == suite.metrics().size();
    boolean judged = with(Verdict.TOO_FEW_RUNS).isEmpty();
    String key = !judged ? "aa.verdict.too_few_runs" : all ? "aa.chip.holds" : "aa.chip.not";
    return List.of(
        new Chip(words.text("chip.right"), Tone.GOOD),
        new Chip(words.text(key), judged && all ? Tone.GOOD : Tone.CAUTION),
        suite.claimable()
            ? new Chip(words.text("chip.claimable"), Tone.GOOD)
            : new Chip(words.text("chip.not.claimable"), Tone.CAUTION));
  }

  private Block judgement() {
    return Block.of(
            words.text("aa.judgement.heading"), words.text("aa.judgement.intro", AaAnalysis.DRAWS))
        .table(tables.judgement())
        .table(tables.trials())
        .build();
  }

  private Block pools() {
    return Block.of(words.text("aa.pools.heading"), words.text("aa.pools.intro"))
        .table(tables.pools())
        .note(words.text("aa.pools.apart"), Tone.PLAIN)
        .build();
  }

  private Block runs() {
    return Block.of(words.text("aa.runs.heading"), words.text("aa.runs.intro"))
        .table(tables.runs())
        .build();
  }

  private List<Block> about() {
    Block.Builder validity =
        Block.of(
            words.text("validity.heading"),
            words.text(suite.claimable() ? "aa.validity.claimable" : "aa.validity.shape"));
    suite.warnings().forEach(warning -> validity.note(words.text(warning), Tone.CAUTION));
    OriginBlocks origin = new OriginBlocks(suite.run(), words);
    Block settings =
        Block.of(words.text("aa.settings.heading"), words.text("aa.settings.intro"))
            .table(settings())
            .build();
    return List.of(validity.build(), settings, origin.limits(), origin.origin());
  }

  /** What the planted runs were told and the others were not. */
  private Table settings() {
    Map<String, String> more = new TreeMap<>(suite.plantedSettings());
    more.entrySet().removeAll(suite.settings().entrySet());
    Table.Builder table =
        Table.of(
            words.text("settings.table"),
            words.text("settings.name"),
            words.text("settings.value"));
    more.forEach((name, value) -> table.row(Cell.code(name), Cell.code(value)));
    return table.build();
  }
}
