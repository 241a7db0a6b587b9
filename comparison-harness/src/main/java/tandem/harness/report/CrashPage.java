package tandem.harness.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Chart;
import tandem.harness.report.page.Chip;
import tandem.harness.report.page.Page;
import tandem.harness.report.page.Section;
import tandem.harness.report.page.Tile;
import tandem.harness.report.page.Tone;
import tandem.harness.result.CrashResult;
import tandem.harness.result.CrashResult.Slice;
import tandem.harness.result.CrashResult.Times;

/** Turns a crash test into what the reader sees, in the order in which it should be read. */
final class CrashPage {
  /** The least latency that a logarithmic axis shows, ms. */
  private static final double LEAST_MS = 0.1;

  private final CrashResult crash;
  private final Messages words;
  private final List<RecoveryView> views;
  private final CrashVerdict verdict;
  private final CrashTables tables;

  CrashPage(CrashResult crash, Messages words) {
    this.crash = crash;
    this.words = words;
    this.views = RecoveryView.of(crash, words);
    this.verdict = new CrashVerdict(crash, views, words);
    this.tables = new CrashTables(crash, views, words);
  }

  /** The whole report. */
  Page page() {
    String number = crash.exercise() + " · " + crash.variant();
    String title = words.text(crash.title());
    String subject = words.text("crash.subject", number, title, views.size());
    return new PageFrame(crash.run(), words)
        .subject(subject)
        .found(chips(), verdict.verdict(), verdict.lead())
        .around(List.of(section(number, title)), about());
  }

  private Section section(String number, String title) {
    boolean ran = views.stream().anyMatch(RecoveryView::ran);
    return new Section(
        "crash",
        number,
        title,
        chips(),
        verdict.verdict(),
        verdict.lead(),
        promises(),
        ran ? times() : null,
        ran ? List.of(overTime()) : List.of());
  }

  private Block promises() {
    Block.Builder block =
        Block.of(words.text("crash.promise.heading"), words.text("crash.promise.intro"))
            .table(tables.promises());
    for (RecoveryView view : views) {
      if (view.recovery().failure() != null) {
        block.note(
            words.text("sweep.unavailable", view.name(), view.recovery().failure()), Tone.CAUTION);
      }
      if (view.ran() && view.recovery().recounts() && view.recovery().committed().altered() > 0) {
        block.note(words.text("crash.recounts", view.name()), Tone.CAUTION);
      }
    }
    String promises = verdict.promises();
    if (!promises.isEmpty()) {
      block.note(promises, crash.broken() ? Tone.BAD : Tone.GOOD);
    }
    return block.build();
  }

  private Block times() {
    Block.Builder block =
        Block.of(words.text("crash.times.heading"), words.text("crash.times.intro"));
    views.stream().filter(RecoveryView::ran).map(this::tile).forEach(block::tile);
    block.table(tables.times());
    for (RecoveryView view : views) {
      if (tables.afterTheTraffic(view)) {
        block.note(words.text("crash.after.traffic", view.name()), Tone.CAUTION);
      } else if (view.ran() && view.recovery().times().caughtUpSeconds() == null) {
        block.note(words.text("crash.never", view.name()), Tone.CAUTION);
      }
      if (view.recovery().noisy()) {
        block.note(words.text("resources.noisy", view.name()), Tone.CAUTION);
      }
    }
    return block.build();
  }

  private Tile tile(RecoveryView view) {
    Times times = view.recovery().times();
    Figures figures = words.figures();
    return new Tile(
        view.recovery().engine().label(),
        words.engine(view.recovery().engine()),
        view.recovery().gear(),
        tables.seconds(times.firstRowSeconds()),
        words.text("crash.tile.first"),
        List.of(
            words.text("crash.tile.caughtup", tables.seconds(times.caughtUpSeconds())),
            words.text("crash.tile.lost", figures.number(view.recovery().committed().lost())),
            words.text(
                "crash.tile.again", figures.number(view.recovery().committed().duplicated()))),
        view.tone());
  }

  private Block overTime() {
    return Block.of(words.text("crash.time.heading"), words.text("crash.time.intro"))
        .chart(chart("p50", words.text("time.p50"), Slice::p50))
        .chart(chart("max", words.text("crash.time.max"), Slice::max))
        .table(tables.slices())
        .build();
  }

  private Chart chart(String id, String title, ToDoubleFunction<Slice> latency) {
    ChartJson json =
        ChartJson.lines(ChartJson.Axis.LINEAR, words.text("crash.x"), ChartJson.Axis.LOG, "ms");
    json.range("x", -crash.beforeSeconds(), crash.afterSeconds());
    json.event(0, words.text("crash.kill"));
    for (RecoveryView view : views) {
      String name = view.broken() ? words.text("crash.void", view.name()) : view.name();
      ArrayNode points = json.line(view.recovery().engine(), view.variant(), name, view.broken());
      for (Slice slice : view.recovery().overTime()) {
        double ms = Math.max(LEAST_MS, latency.applyAsDouble(slice));
        points.addArray().add(slice.atSeconds()).add(ms);
      }
    }
    return new Chart("crash-" + id, title, words.text("crash.time.description"), json.toString());
  }

  private List<Block> about() {
    OriginBlocks origin = new OriginBlocks(crash.run(), words);
    String key =
        !crash.valid()
            ? "validity.invalid"
            : crash.claimable() ? "crash.validity.claimable" : "validity.shape";
    Block.Builder validity = Block.of(words.text("validity.heading"), words.text(key));
    validity.note(words.text("crash.limit.once"), Tone.PLAIN);
    validity.note(words.text("crash.limit.restart"), Tone.PLAIN);
    crash.warnings().forEach(warning -> validity.note(words.text(warning), Tone.CAUTION));
    return List.of(validity.build(), origin.limits(), origin.origin());
  }

  private List<Chip> chips() {
    List<Chip> chips = new ArrayList<>();
    if (crash.broken()) {
      chips.add(new Chip(words.text("crash.chip.broken"), Tone.BAD));
    } else if (views.stream().anyMatch(RecoveryView::kept)) {
      chips.add(new Chip(words.text("crash.chip.kept"), Tone.GOOD));
    } else {
      chips.add(new Chip(words.text("sweep.unchecked"), Tone.CAUTION));
    }
    if (!crash.valid()) {
      chips.add(new Chip(words.text("chip.invalid"), Tone.BAD));
    }
    chips.add(
        crash.claimable()
            ? new Chip(words.text("chip.claimable"), Tone.GOOD)
            : new Chip(words.text("verdict.shape_only"), Tone.CAUTION));
    return chips;
  }
}
