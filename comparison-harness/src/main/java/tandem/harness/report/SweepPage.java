package tandem.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tandem.harness.report.ParityBlock.Checked;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Chip;
import tandem.harness.report.page.Page;
import tandem.harness.report.page.Section;
import tandem.harness.report.page.Tone;
import tandem.harness.result.SweepResult;

/** Turns a sweep into what the reader sees, in the order in which it should be read. */
final class SweepPage {
  private final SweepResult sweep;
  private final SweepView view;
  private final Messages words;
  private final SweepVerdict verdict;
  private final SweepTables tables;

  SweepPage(SweepResult sweep, Messages words) {
    this.sweep = sweep;
    this.words = words;
    this.view = SweepView.of(sweep, words);
    this.verdict = new SweepVerdict(view, words);
    this.tables = new SweepTables(view, words);
  }

  /** The whole report. */
  Page page() {
    String number = sweep.exercise() + " · " + sweep.variant();
    String title = words.text(sweep.title());
    String subject = words.text("sweep.subject", number, title, sweep.gears().size());
    return new PageFrame(sweep.run(), words)
        .subject(subject)
        .found(chips(), verdict.verdict(), verdict.lead())
        .around(List.of(section(number, title)), about());
  }

  private Section section(String number, String title) {
    SweepLoadBlock load = new SweepLoadBlock(view, words);
    List<Block> more = new ArrayList<>();
    new FrontierBlock(view, words).block().ifPresent(more::add);
    AnatomyBlock.of(view, words).ifPresent(more::add);
    TransactionBlock.of(view, words).ifPresent(more::add);
    ClaimsBlock.of(sweep.claims(), sweep.exercise(), sweep.claimable(), words).ifPresent(more::add);
    details().ifPresent(more::add);
    return new Section(
        "sweep",
        number,
        title,
        chips(),
        verdict.verdict(),
        verdict.lead(),
        parity(),
        load.block().orElse(null),
        more);
  }

  private Block parity() {
    List<Checked> outputs =
        view.gears().stream()
            .filter(gear -> gear.curve().parity() != null)
            .map(gear -> new Checked(gear.heading(words).as(Tone.PLAIN), gear.curve().parity()))
            .toList();
    return ParityBlock.ofGears(outputs, verdict.parity(), words);
  }

  private Optional<Block> details() {
    if (view.gears().isEmpty()) {
      return Optional.empty();
    }
    Block.Builder block =
        Block.of(words.text("sweep.gears.heading"), words.text("sweep.gears.intro"))
            .table(tables.gears())
            .table(tables.points());
    tables.unavailable().forEach(refused -> block.note(refused, Tone.CAUTION));
    tables.others().forEach(refused -> block.note(refused, Tone.PLAIN));
    return Optional.of(block.build());
  }

  private List<Block> about() {
    OriginBlocks origin = new OriginBlocks(sweep.run(), words);
    // Unlike a run, a sweep has no intervals, so less may be claimed from it.
    String key =
        !sweep.valid()
            ? "validity.invalid"
            : sweep.claimable() ? "sweep.validity.claimable" : "validity.shape";
    Block.Builder validity = Block.of(words.text("validity.heading"), words.text(key));
    sweep.warnings().forEach(warning -> validity.note(words.text(warning), Tone.CAUTION));
    List<Block> about = new ArrayList<>();
    if (!sweep.settingDifferences().isEmpty()) {
      about.add(SettingsBlock.of(sweep.settings(), sweep.settingDifferences(), words));
    }
    about.addAll(List.of(validity.build(), origin.limits(), origin.origin()));
    return about;
  }

  private List<Chip> chips() {
    List<Chip> chips = new ArrayList<>();
    boolean checked = view.gears().stream().anyMatch(gear -> gear.curve().parity() != null);
    if (!view.wrong().isEmpty()) {
      chips.add(new Chip(words.text("chip.wrong"), Tone.BAD));
    } else {
      chips.add(
          checked
              ? new Chip(words.text("chip.right"), Tone.GOOD)
              : new Chip(words.text("sweep.unchecked"), Tone.CAUTION));
    }
    if (!sweep.valid()) {
      chips.add(new Chip(words.text("chip.invalid"), Tone.BAD));
    }
    long doubtful =
        view.ran().stream()
            .flatMap(gear -> gear.points().stream())
            .filter(GearView::doubtful)
            .count();
    if (doubtful > 0) {
      chips.add(new Chip(words.text("sweep.chip.doubtful", doubtful), Tone.CAUTION));
    }
    chips.add(
        sweep.claimable()
            ? new Chip(words.text("chip.claimable"), Tone.GOOD)
            : new Chip(words.text("verdict.shape_only"), Tone.CAUTION));
    return chips;
  }
}
