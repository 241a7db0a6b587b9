package tandem.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.SustainResult.Criterion;
import tandem.harness.result.SustainResult.Finding;
import tandem.harness.result.SustainResult.Probe;
import tandem.harness.result.SustainResult.Verdict;

/** The tables of a search for sustainable rates. */
final class SustainTables {
  private final List<SearchView> gears;
  private final Messages words;
  private final Figures figures;

  SustainTables(List<SearchView> gears, Messages words) {
    this.gears = gears;
    this.words = words;
    this.figures = words.figures();
  }

  /** What each gear sustains. */
  Table rates() {
    Table.Builder table =
        Table.of(words.text("sustain.table.rates"), words.text("sweep.column.gear"));
    for (String column : List.of("sustained", "failed", "ending", "p99", "cpu", "probes")) {
      table.column(words.text("sustain.column." + column));
    }
    for (SearchView gear : gears) {
      Probe there = gear.there().orElse(null);
      table.row(
          gear.heading(words),
          gear.figure(figures.number(gear.sustained())),
          gear.figure(
              figures.number(
                  gear.search().found() == null ? null : gear.search().found().failedPerSecond())),
          Cell.text(ending(gear)),
          gear.figure(figures.ms(there == null ? null : p99(there))),
          gear.figure(figures.with(there == null ? null : there.cpuSecondsPerMillion(), "s")),
          gear.figure(figures.number(gear.search().probes().size())));
    }
    return table.build();
  }

  /** Every probe with each criterion's value. */
  Table probes() {
    Table.Builder table =
        Table.of(words.text("sustain.table.probes"), words.text("sweep.column.gear"));
    table.column(words.text("sustain.column.offered"));
    table.column(words.text("sustain.column.verdict"));
    for (Criterion criterion : Criterion.values()) {
      table.column(words.text("sustain.criterion." + key(criterion)));
    }
    table.column(words.text("sweep.column.p99"));
    for (String column : List.of("late", "seconds", "remark")) {
      table.column(words.text("sustain.column." + column));
    }
    for (SearchView gear : gears) {
      gear.search().probes().forEach(probe -> table.row(probe(gear, probe)));
    }
    return table.build();
  }

  /** How a gear's search has ended, in a few words. */
  String ending(SearchView gear) {
    if (gear.search().unavailable() != null) {
      return words.text("sweep.cant", gear.search().unavailable());
    }
    return gear.search().found() == null
        ? words.text("sustain.ending.open")
        : words.text("sustain.ending." + key(gear.search().found().ending()));
  }

  /** What a probe has shown, in a few words. */
  String verdict(Probe probe) {
    return words.text("sustain.verdict." + key(probe.verdict()));
  }

  /** What must be known of a probe, or empty. */
  String caution(Probe probe) {
    List<String> said = new ArrayList<>();
    if (probe.findings().isEmpty()) {
      said.add(words.text("sustain.memory"));
    }
    if (probe.generatorLate()) {
      said.add(words.text("sweep.late"));
    }
    if (probe.noisy()) {
      said.add(words.text("sweep.noisy"));
    }
    return String.join(", ", said);
  }

  /** 99th percentile of end-to-end latency, ms, or null. */
  static Double p99(Probe probe) {
    return GearView.at(probe.endToEndMs(), "p99");
  }

  private List<Cell> probe(SearchView gear, Probe probe) {
    List<Cell> row = new ArrayList<>();
    row.add(gear.heading(words));
    row.add(
        gear.figure(figures.number(probe.offeredPerSecond()))
            .with(words.text("sustain.purpose." + key(probe.purpose()))));
    row.add(Cell.text(verdict(probe)).as(tone(probe.verdict())));
    for (Criterion criterion : Criterion.values()) {
      row.add(
          probe.findings().stream()
              .filter(each -> each.criterion() == criterion)
              .findFirst()
              .map(each -> finding(gear, each))
              .orElse(gear.figure(Figures.NONE)));
    }
    row.add(gear.figure(figures.ms(p99(probe))));
    row.add(
        gear.figure(
            figures.ms(probe.generatorLagMs() == null ? null : probe.generatorLagMs().p99())));
    row.add(gear.figure(figures.with(probe.seconds(), "s")));
    row.add(Cell.text(caution(probe)).as(Tone.CAUTION));
    return row;
  }

  private Cell finding(SearchView gear, Finding finding) {
    Double value = finding.value();
    String text =
        switch (finding.criterion()) {
          case SENT, LAG_SLOPE -> figures.percent(value);
          case TAIL -> figures.ratio(value);
          case BACKLOG -> figures.with(value, "s");
          case OUTPUT -> figures.number(value);
        };
    Cell cell = gear.figure(text);
    return finding.held() ? cell : cell.as(Tone.BAD);
  }

  private static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case SUSTAINED -> Tone.GOOD;
      case TOO_MUCH -> Tone.BAD;
      case OUT_OF_REACH -> Tone.CAUTION;
    };
  }

  private static String key(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
