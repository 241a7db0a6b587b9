package tandem.harness.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tandem.harness.report.ParityBlock.Checked;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Chart;
import tandem.harness.report.page.Chip;
import tandem.harness.report.page.Page;
import tandem.harness.report.page.Section;
import tandem.harness.report.page.Tone;
import tandem.harness.result.SustainResult;
import tandem.harness.result.SustainResult.Probe;
import tandem.harness.result.SustainResult.Verdict;

/** Turns a search for sustainable rates into what the reader sees. */
final class SustainPage {
  private static final double TICKS_APART = 1.15;

  private final SustainResult result;
  private final List<SearchView> gears;
  private final Messages words;
  private final SustainVerdict verdict;
  private final SustainTables tables;

  SustainPage(SustainResult result, Messages words) {
    this.result = result;
    this.words = words;
    this.gears = SearchView.of(result, words);
    this.verdict = new SustainVerdict(result, gears, words);
    this.tables = new SustainTables(gears, words);
  }

  /** The whole report. */
  Page page() {
    String number = result.exercise() + " · " + result.variant();
    String title = words.text(result.title());
    String subject = words.text("sustain.subject", number, title);
    Section section =
        new Section(
            "sustain",
            number,
            title,
            chips(),
            verdict.verdict(),
            verdict.lead(),
            parity(),
            rates(),
            List.of(probes()));
    return new PageFrame(result.run(), words)
        .subject(subject)
        .found(chips(), verdict.verdict(), verdict.lead())
        .around(List.of(section), about());
  }

  private Block parity() {
    List<Checked> outputs =
        gears.stream()
            .filter(gear -> gear.search().parity() != null)
            .map(gear -> new Checked(gear.heading(words).as(Tone.PLAIN), gear.search().parity()))
            .toList();
    return ParityBlock.ofGears(outputs, verdict.lead(), words);
  }

  private Block rates() {
    Block.Builder block =
        Block.of(words.text("sustain.heading"), words.text("sustain.intro")).table(tables.rates());
    chart().ifPresent(block::chart);
    gears.stream()
        .filter(gear -> gear.search().probes().stream().anyMatch(SustainPage::outOfReach))
        .forEach(gear -> block.note(words.text("sustain.driver", gear.name()), Tone.CAUTION));
    return block.build();
  }

  private static boolean outOfReach(Probe probe) {
    return probe.verdict() == Verdict.OUT_OF_REACH;
  }

  private Block probes() {
    return Block.of(words.text("sustain.probes.heading"), words.text("sustain.probes.intro"))
        .table(tables.probes())
        .build();
  }

  private Optional<Chart> chart() {
    ChartJson json = ChartJson.gears("gearLines");
    json.xAxis(ChartJson.Axis.LOG, words.text("load.x")).ticks("x", ticks());
    json.yAxis(ChartJson.Axis.LOG, words.text("load.y.p99"));
    for (SearchView gear : gears) {
      String name = gear.isVoid() ? words.text("chart.void", gear.name()) : gear.name();
      ChartJson.Marks marks =
          json.gear(gear.search().engine(), gear.variant(), name, gear.isVoid(), "");
      gear.search().probes().stream()
          .filter(probe -> SustainTables.p99(probe) != null && SustainTables.p99(probe) > 0)
          .sorted(Comparator.comparingDouble(Probe::offeredPerSecond))
          .forEach(
              probe ->
                  marks.add(
                      probe.offeredPerSecond(),
                      SustainTables.p99(probe),
                      mark(probe.verdict()),
                      tables.verdict(probe)));
    }
    return json.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart(
                "sustain-p99",
                words.text("sustain.chart"),
                words.text("sustain.description"),
                json.toString()));
  }

  /** The rates, without those that are too near to the one before to be labelled. */
  private List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    gears.stream()
        .flatMap(gear -> gear.search().probes().stream())
        .map(Probe::offeredPerSecond)
        .sorted()
        .filter(rate -> ticks.isEmpty() || rate > TICKS_APART * ticks.get(ticks.size() - 1))
        .forEachOrdered(ticks::add);
    return ticks;
  }

  private static ChartJson.Mark mark(Verdict verdict) {
    return switch (verdict) {
      case SUSTAINED -> ChartJson.Mark.FULL;
      case TOO_MUCH -> ChartJson.Mark.CROSS;
      case OUT_OF_REACH -> ChartJson.Mark.HOLLOW;
    };
  }

  private List<Block> about() {
    OriginBlocks origin = new OriginBlocks(result.run(), words);
    String key =
        !result.valid()
            ? "validity.invalid"
            : result.claimable() ? "sustain.validity.claimable" : "validity.shape";
    Block.Builder validity = Block.of(words.text("validity.heading"), words.text(key));
    result.warnings().forEach(warning -> validity.note(words.text(warning), Tone.CAUTION));
    return List.of(validity.build(), origin.limits(), origin.origin());
  }

  private List<Chip> chips() {
    List<Chip> chips = new ArrayList<>();
    chips.add(
        gears.stream().noneMatch(SearchView::isVoid)
            ? new Chip(words.text("chip.right"), Tone.GOOD)
            : new Chip(words.text("chip.wrong"), Tone.BAD));
    chips.add(
        result.claimable()
            ? new Chip(words.text("chip.claimable"), Tone.GOOD)
            : new Chip(words.text("verdict.shape_only"), Tone.CAUTION));
    return chips;
  }
}
