package tandem.harness.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Chip;
import tandem.harness.report.page.Entry;
import tandem.harness.report.page.Page;
import tandem.harness.report.page.Section;
import tandem.harness.report.page.Tone;
import tandem.harness.result.Comparison;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.HistogramName;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.PerEngine;
import tandem.harness.result.Result;
import tandem.model.run.Engine;

/** Turns a result into what the reader sees, in the order in which it should be read. */
final class PageBuilder {
  private final Result result;
  private final Map<HistogramName, LatencyHistogram> histograms;
  private final Messages words;
  private final Verdict verdict;

  PageBuilder(Result result, Map<HistogramName, LatencyHistogram> histograms, Messages words) {
    this.result = result;
    this.histograms = histograms;
    this.words = words;
    this.verdict = new Verdict(words);
  }

  /** The whole report. */
  Page page() {
    List<ExerciseResult> exercises = result.exercises();
    String subject =
        exercises.size() == 1
            ? number(exercises.get(0)) + " · " + title(exercises.get(0))
            : words.text("page.several", exercises.size());
    return new PageFrame(result.run(), words)
        .subject(subject)
        .found(chips(), verdict.of(result), verdict.lead(result))
        .around(
            exercises.stream().map(this::section).toList(),
            new AboutBlocks(result, words).all(),
            exercises.size() > 1 ? index(exercises) : List.of());
  }

  private List<Entry> index(List<ExerciseResult> exercises) {
    Map<String, List<ExerciseResult>> byId =
        exercises.stream()
            .collect(
                Collectors.groupingBy(ExerciseResult::id, LinkedHashMap::new, Collectors.toList()));
    return byId.entrySet().stream()
        .map(
            each ->
                new Entry(
                    each.getKey(),
                    title(each.getValue().get(0)),
                    each.getValue().stream().map(this::link).toList()))
        .toList();
  }

  private Entry.Link link(ExerciseResult exercise) {
    Tone tone = Tone.GOOD;
    String mark = "✓";
    if (wrong(exercise)) {
      tone = Tone.BAD;
      mark = "✗";
    } else if (losesAsPromised(exercise)) {
      tone = Tone.CAUTION;
      mark = "−";
    } else if (!exercise.valid()) {
      tone = Tone.CAUTION;
      mark = "!";
    }
    return new Entry.Link(
        anchor(exercise), exercise.variant(), mark, tone, verdict.of(exercise), exercise.timed());
  }

  /** Identity of a variant within the page. */
  static String anchor(ExerciseResult exercise) {
    return "x-" + exercise.id().replace('.', '-') + "-" + exercise.variant();
  }

  private Section section(ExerciseResult exercise) {
    return new Section(
        anchor(exercise),
        number(exercise),
        title(exercise),
        chips(exercise),
        verdict.of(exercise),
        verdict.lead(exercise),
        ParityBlock.of(exercise, words),
        exercise.timed() ? SummaryBlock.of(exercise, words) : null,
        more(exercise));
  }

  private List<Block> more(ExerciseResult exercise) {
    List<Block> blocks = new ArrayList<>();
    MeaningsBlock.of(exercise, words).ifPresent(blocks::add);
    CurveBlocks curves = new CurveBlocks(exercise, histograms, words);
    ResourceBlocks resources = new ResourceBlocks(exercise, words);
    OverloadBlock.of(exercise, result.exercises(), words).ifPresent(blocks::add);
    curves.distribution().ifPresent(blocks::add);
    AnatomyBlock.of(exercise, words).ifPresent(blocks::add);
    curves.overTime().ifPresent(blocks::add);
    DelayBlock.of(exercise, result.exercises(), words).ifPresent(blocks::add);
    CheckpointBlock.of(exercise, words).ifPresent(blocks::add);
    TableLooksBlock.of(exercise, result.exercises(), words).ifPresent(blocks::add);
    TableWritesBlock.of(exercise, result.exercises(), words).ifPresent(blocks::add);
    WriteCostsBlock.of(exercise, result.exercises(), words).ifPresent(blocks::add);
    ChangeBlock.of(exercise, result.exercises(), words).ifPresent(blocks::add);
    StateBlock.of(exercise, result.exercises(), words).ifPresent(blocks::add);
    resources.drain().ifPresent(blocks::add);
    resources.resources().ifPresent(blocks::add);
    if (anchor(exercise).equals(anchor(first(exercise.id())))) {
      ClaimsBlock.of(result.claims(), exercise.id(), result.claimable(), words)
          .ifPresent(blocks::add);
    }
    if (!exercise.warnings().isEmpty() || !exercise.unavailable().isEmpty()) {
      blocks.add(remarks(exercise));
    }
    return blocks;
  }

  /** Where what belongs to all variants of an exercise is shown. */
  private ExerciseResult first(String id) {
    return result.exercises().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Block remarks(ExerciseResult exercise) {
    Block.Builder block = Block.of(words.text("remarks.heading"), "");
    exercise.warnings().forEach(warning -> block.note(words.text(warning), Tone.CAUTION));
    exercise.unavailable().forEach(each -> block.note(words.unavailable(each), Tone.PLAIN));
    return block.build();
  }

  private static boolean wrong(ExerciseResult exercise) {
    return exercise.parity().engines().stream().anyMatch(engine -> !exercise.right(engine));
  }

  private static boolean losesAsPromised(ExerciseResult exercise) {
    PerEngine<ParityFinding> parity = exercise.parity();
    return parity.engines().stream().anyMatch(engine -> parity.get(engine).losesAsPromised());
  }

  private List<Chip> chips() {
    List<Chip> chips = new ArrayList<>();
    boolean wrong = result.exercises().stream().anyMatch(PageBuilder::wrong);
    boolean loses = result.exercises().stream().anyMatch(PageBuilder::losesAsPromised);
    chips.add(
        wrong
            ? new Chip(words.text("chip.wrong"), Tone.BAD)
            : loses
                ? new Chip(words.text("chip.promised"), Tone.CAUTION)
                : new Chip(words.text("chip.right"), Tone.GOOD));
    if (!result.valid()) {
      chips.add(new Chip(words.text("chip.invalid"), Tone.BAD));
    }
    if (result.comparison().stream().anyMatch(row -> row.reason() == Comparison.Reason.QUICK_RUN)) {
      chips.add(new Chip(words.text("chip.quick"), Tone.CAUTION));
    }
    chips.add(
        result.claimable()
            ? new Chip(words.text("chip.claimable"), Tone.GOOD)
            : new Chip(words.text("chip.not.claimable"), Tone.CAUTION));
    return chips;
  }

  private List<Chip> chips(ExerciseResult exercise) {
    List<Chip> chips = new ArrayList<>();
    if (!exercise.headline()) {
      chips.add(new Chip(words.text("chip.variant"), Tone.PLAIN));
    }
    exercise.parity().engines().forEach(engine -> chips.add(chip(engine, exercise)));
    if (!exercise.valid()) {
      chips.add(new Chip(words.text("chip.invalid"), Tone.BAD));
    }
    return chips;
  }

  private Chip chip(Engine engine, ExerciseResult exercise) {
    String name = words.engine(engine);
    if (exercise.parity().get(engine).losesAsPromised()) {
      return new Chip(name + " −", Tone.CAUTION);
    }
    return exercise.right(engine)
        ? new Chip(name + " ✓", Tone.GOOD)
        : new Chip(name + " ✗", Tone.BAD);
  }

  private static String number(ExerciseResult exercise) {
    return exercise.id() + " · " + exercise.variant();
  }

  private String title(ExerciseResult exercise) {
    return words.text(exercise.title());
  }
}
