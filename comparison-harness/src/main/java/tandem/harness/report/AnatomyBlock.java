package tandem.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Chart;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.LatencyAnatomy;
import tandem.harness.result.LatencyAnatomy.Band;
import tandem.harness.result.LatencyAnatomy.Part;
import tandem.harness.result.SweepResult.Point;
import tandem.model.run.Stage;

/** Shows where the time of a median event and of a slow one went. */
final class AnatomyBlock {
  private static final List<Stage> STAGES = List.of(Stage.values());

  private final List<Subject> subjects;
  private final String id;
  private final Messages words;
  private final Figures figures;

  /** Whose latency is taken apart. */
  private record Subject(String engine, String name, Tone tone, LatencyAnatomy anatomy) {}

  private AnatomyBlock(List<Subject> subjects, String id, Messages words) {
    this.subjects = subjects;
    this.id = id;
    this.words = words;
    this.figures = words.figures();
  }

  /** Of the contenders of a run; nothing where no latency was taken apart. */
  static Optional<Block> of(ExerciseResult exercise, Messages words) {
    List<Subject> subjects =
        Contender.of(exercise, words).stream()
            .filter(contender -> contender.measures().anatomy() != null)
            .map(
                contender ->
                    new Subject(
                        contender.engine().label(),
                        contender.name(),
                        contender.tone(),
                        contender.measures().anatomy()))
            .toList();
    return new AnatomyBlock(subjects, PageBuilder.anchor(exercise), words).block("");
  }

  /** Of the gears of a sweep, at the rate at which they are compared. */
  static Optional<Block> of(SweepView view, Messages words) {
    List<Subject> subjects = new ArrayList<>();
    for (GearView gear : view.ran()) {
      view.compared(gear)
          .map(Point::anatomy)
          .ifPresent(
              anatomy ->
                  subjects.add(
                      new Subject(gear.engine().label(), gear.name(), gear.tone(), anatomy)));
    }
    String rate =
        view.reference() == null
            ? ""
            : " " + words.text("anatomy.at", words.figures().number(view.reference()));
    return new AnatomyBlock(subjects, "sweep", words).block(rate);
  }

  /** The parts of the median in four figures: produce, wait, engine, visible; ms. */
  static String inBrief(LatencyAnatomy anatomy, Figures figures) {
    if (anatomy == null) {
      return Figures.NONE;
    }
    Band band = anatomy.p50();
    String wait = band.inStages() ? figures.number(sum(band, Stage.WAIT::equals)) : Figures.NONE;
    return String.join(
        " / ",
        figures.number(sum(band, Stage.PRODUCE::equals)),
        wait,
        figures.number(sum(band, Stage::ofEngine)),
        figures.number(sum(band, Stage.VISIBLE::equals)));
  }

  private Optional<Block> block(String where) {
    if (subjects.isEmpty()) {
      return Optional.empty();
    }
    Block.Builder block =
        Block.of(words.text("anatomy.heading"), words.text("anatomy.intro") + where);
    band(block, "p50", LatencyAnatomy::p50);
    band(block, "p99", LatencyAnatomy::p99);
    for (Subject subject : subjects) {
      if (!subject.anatomy().p50().inStages()) {
        block.note(words.text("anatomy.whole", subject.name()), Tone.PLAIN);
      }
    }
    return Optional.of(block.build());
  }

  private void band(Block.Builder block, String name, Function<LatencyAnatomy, Band> of) {
    List<Subject> shown =
        subjects.stream().filter(subject -> of.apply(subject.anatomy()) != null).toList();
    if (shown.isEmpty()) {
      return;
    }
    ChartJson json = ChartJson.parts(words.text("anatomy.x"));
    for (Subject subject : shown) {
      Band band = of.apply(subject.anatomy());
      String label = subject.name() + "\n" + figures.ms(band.totalMs());
      json.bar(subject.engine(), label, subject.tone() == Tone.VOID, band.totalMs());
      if (band.unexplained()) {
        String percent = figures.with(band.unexplainedPercent(), "%");
        block.note(
            words.text("anatomy.doubtful", subject.name(), words.text("anatomy." + name), percent),
            Tone.CAUTION);
      }
    }
    for (Stage stage : stages(shown, of)) {
      json.part(
          stage.label(),
          words.text("anatomy.stage." + stage.label()),
          shown.stream().map(each -> sum(of.apply(each.anatomy()), stage::equals)).toList());
    }
    block.chart(
        new Chart(
            id + "-anatomy-" + name,
            words.text("anatomy." + name),
            words.text("anatomy.description"),
            json.toString()));
    block.table(table(name, shown, of));
  }

  private Table table(String name, List<Subject> shown, Function<LatencyAnatomy, Band> of) {
    Table.Builder table = Table.of(words.text("anatomy.table." + name), words.text("anatomy.part"));
    shown.forEach(subject -> table.column(subject.name()));
    for (Stage stage : stages(shown, of)) {
      row(table, "stage." + stage.label(), shown, of, band -> part(band, stage));
    }
    row(table, "unexplained", shown, of, band -> figures.with(band.unexplainedPercent(), "%"));
    row(table, "total", shown, of, band -> figures.ms(band.totalMs()));
    row(table, "lag", shown, of, band -> figures.ms(band.generatorLagMs()));
    if (shown.stream().anyMatch(each -> of.apply(each.anatomy()).ownClockMs() != null)) {
      row(table, "own", shown, of, band -> figures.ms(band.ownClockMs()));
    }
    row(table, "samples", shown, of, band -> figures.number(band.samples()));
    return table.build();
  }

  private void row(
      Table.Builder table,
      String what,
      List<Subject> shown,
      Function<LatencyAnatomy, Band> of,
      Function<Band, String> figure) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(words.text("anatomy." + what)));
    for (Subject subject : shown) {
      cells.add(Cell.number(figure.apply(of.apply(subject.anatomy()))).as(subject.tone()));
    }
    table.row(cells);
  }

  private String part(Band band, Stage stage) {
    return band.parts().stream()
        .filter(part -> part.stage() == stage)
        .findFirst()
        .map(part -> figures.ms(part.ms()))
        .orElse(Figures.NONE);
  }

  private static List<Stage> stages(List<Subject> shown, Function<LatencyAnatomy, Band> of) {
    return STAGES.stream()
        .filter(
            stage ->
                shown.stream()
                    .flatMap(subject -> of.apply(subject.anatomy()).parts().stream())
                    .anyMatch(part -> part.stage() == stage))
        .toList();
  }

  private static double sum(Band band, java.util.function.Predicate<Stage> of) {
    return band.parts().stream().filter(part -> of.test(part.stage())).mapToDouble(Part::ms).sum();
  }
}
