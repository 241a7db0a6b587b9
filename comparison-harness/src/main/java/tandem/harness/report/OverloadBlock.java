package tandem.harness.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
import tandem.harness.result.OverloadMeasures;
import tandem.harness.result.OverloadMeasures.Batch;
import tandem.harness.result.OverloadMeasures.Batches;
import tandem.harness.result.OverloadMeasures.Moment;
import tandem.harness.result.OverloadMeasures.Part;

/**
 * Shows an overload on one axis of time, and how it ended. The headline's block has all variants of
 * the exercise beside each other, as their traffic is the same.
 */
final class OverloadBlock {
  /** Rows of a contender in the folded table. */
  private static final int MOST_ROWS = 40;

  private final Messages words;
  private final Figures figures;
  private final String id;
  private final List<View> views;

  /** A contender in a variant; the shade tells the variants of a contender apart. */
  private record View(String name, int shade, Contender contender, OverloadMeasures overload) {
    Cell heading() {
      return Cell.engine(contender.engine(), name).as(contender.tone());
    }

    Cell number(String text) {
      return Cell.number(text).as(contender.tone());
    }
  }

  private OverloadBlock(ExerciseResult exercise, List<ExerciseResult> all, Messages words) {
    this.words = words;
    this.figures = words.figures();
    this.id = PageBuilder.anchor(exercise) + "-overload";
    List<ExerciseResult> shown =
        exercise.headline()
            ? all.stream().filter(other -> other.id().equals(exercise.id())).toList()
            : List.of(exercise);
    this.views = views(shown, words);
  }

  /** The block, or nothing where nothing was overloaded. */
  static Optional<Block> of(ExerciseResult exercise, List<ExerciseResult> all, Messages words) {
    OverloadBlock block = new OverloadBlock(exercise, all, words);
    return block.views.isEmpty() ? Optional.empty() : Optional.of(block.block());
  }

  private static List<View> views(List<ExerciseResult> shown, Messages words) {
    List<View> views = new ArrayList<>();
    for (int shade = 0; shade < shown.size(); shade++) {
      for (Contender contender : Contender.of(shown.get(shade), words)) {
        OverloadMeasures overload = contender.measures().overload();
        if (overload != null) {
          String name = contender.name() + " · " + shown.get(shade).variant();
          views.add(new View(name, shade, contender, overload));
        }
      }
    }
    return views;
  }

  private Block block() {
    OverloadMeasures first = views.get(0).overload();
    Block.Builder block =
        Block.of(
            words.text("overload.heading"),
            words.text(
                "overload.intro",
                figures.number(first.normalPerSecond()),
                figures.number(first.peakPerSecond()),
                figures.duration(first.peakToSeconds() - first.peakFromSeconds())));
    block.chart(
        new Chart(
            id, words.text("overload.chart"), words.text("overload.description"), chart(first)));
    block.table(outcomes()).table(latencies()).table(course());
    for (View view : views) {
      if (!view.overload().overloaded()) {
        block.note(words.text("overload.none", view.name()), Tone.CAUTION);
      } else if (!view.overload().caughtUp()) {
        block.note(words.text("overload.behind", view.name()), Tone.CAUTION);
      }
    }
    return block.build();
  }

  private String chart(OverloadMeasures first) {
    ChartJson json =
        ChartJson.panels(
            words.text("overload.x"),
            first.peakFromSeconds(),
            first.peakToSeconds(),
            words.text("overload.peak"));
    ChartJson.Panel rates = json.panel(words.text("overload.y.rate"));
    moments(rates.offered(words.text("overload.offered")), first, Moment::offeredPerSecond);
    lines(rates, Moment::donePerSecond);
    lines(json.panel(words.text("overload.y.lag")), moment -> (double) moment.lag());
    ChartJson.Panel records = json.panel(words.text("overload.y.records"));
    ChartJson.Panel seconds = json.panel(words.text("overload.y.seconds"));
    for (View view : views) {
      batches(line(records, view), view.overload(), batch -> (double) batch.records());
      batches(line(seconds, view), view.overload(), Batch::seconds);
    }
    lines(json.panel(words.text("overload.y.busy")), Moment::busy);
    lines(json.panel(words.text("overload.y.pressure")), Moment::backPressured);
    return json.toString();
  }

  private void lines(ChartJson.Panel panel, Function<Moment, Double> value) {
    views.forEach(view -> moments(line(panel, view), view.overload(), value));
  }

  private ArrayNode line(ChartJson.Panel panel, View view) {
    Contender contender = view.contender();
    String name = contender.isVoid() ? words.text("chart.void", view.name()) : view.name();
    return panel.line(contender, name, view.shade());
  }

  private static void moments(
      ArrayNode points, OverloadMeasures overload, Function<Moment, Double> value) {
    for (Moment moment : overload.overTime()) {
      if (value.apply(moment) != null) {
        point(points, moment.atSeconds(), value.apply(moment));
      }
    }
  }

  private static void batches(
      ArrayNode points, OverloadMeasures overload, Function<Batch, Double> value) {
    if (overload.batches() != null) {
      overload
          .batches()
          .overTime()
          .forEach(batch -> point(points, batch.atSeconds(), value.apply(batch)));
    }
  }

  /** Two decimals draw the same and keep the page small. */
  private static void point(ArrayNode points, double x, double y) {
    points.addArray().add(Math.round(x * 100) / 100.0).add(Math.round(y * 100) / 100.0);
  }

  private Table outcomes() {
    Table.Builder table =
        Table.of(
            words.text("overload.table"),
            words.text("column.engine"),
            words.text("overload.column.rate"),
            words.text("overload.column.lag"),
            words.text("overload.column.catchup"),
            words.text("overload.column.largest"),
            words.text("overload.column.longest"));
    for (View view : views) {
      OverloadMeasures overload = view.overload();
      Batches batches = overload.batches();
      table.row(
          view.heading(),
          view.number(figures.number(overload.backlogEventsPerSecond())),
          view.number(figures.number(overload.largestLag())),
          view.number(catchUp(overload)),
          view.number(batches == null ? Figures.NONE : figures.number(batches.largest())),
          view.number(batches == null ? Figures.NONE : figures.duration(batches.longestSeconds())));
    }
    return table.build();
  }

  private String catchUp(OverloadMeasures overload) {
    return overload.caughtUp()
        ? figures.duration(overload.catchUpSeconds())
        : words.text("overload.never");
  }

  private Table latencies() {
    Table.Builder table = Table.of(words.text("overload.latencies"), words.text("column.engine"));
    for (Part part : Part.values()) {
      table.column(words.text("overload.part." + part.label()));
    }
    for (View view : views) {
      List<Cell> cells = new ArrayList<>(List.of(view.heading()));
      view.overload().periods().forEach(each -> cells.add(view.number(figures.ms(each.p99()))));
      table.row(cells);
    }
    return table.build();
  }

  private Table course() {
    Table.Builder table =
        Table.of(
                words.text("overload.course"),
                words.text("column.engine"),
                words.text("overload.x"),
                words.text("overload.offered"),
                words.text("overload.y.rate"),
                words.text("overload.y.lag"),
                words.text("overload.y.busy"),
                words.text("overload.y.pressure"))
            .folded();
    for (View view : views) {
      List<Moment> moments = view.overload().overTime();
      int step = Math.max(1, (moments.size() + MOST_ROWS - 1) / MOST_ROWS);
      for (int i = step - 1; i < moments.size(); i += step) {
        Moment moment = moments.get(i);
        table.row(
            view.heading(),
            view.number(figures.number(moment.atSeconds())),
            view.number(figures.number(moment.offeredPerSecond())),
            view.number(figures.number(moment.donePerSecond())),
            view.number(figures.number(moment.lag())),
            view.number(figures.number(moment.busy())),
            view.number(figures.number(moment.backPressured())));
      }
    }
    return table.build();
  }
}
