package tandem.harness.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Chart;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.Measures.State;
import tandem.harness.result.Measures.StateAt;
import tandem.harness.stats.StateCurve;
import tandem.harness.stats.StateCurve.Extrapolation;

/**
 * Shows keyed state on one axis of event time, how large it is at the end, and where it leads. The
 * headline's block has all timed variants of the exercise beside each other, as claims compare
 * them.
 */
final class StateBlock {
  /** Rows of a contender in the folded table. */
  private static final int MOST_ROWS = 40;

  /** Bytes of an entry mean little while there are hardly any. */
  private static final double ENOUGH = 0.1;

  private static final int LAST_THIRD = 3;

  private final Messages words;
  private final Figures figures;
  private final String id;
  private final List<View> views;

  /** A contender in a variant; the shade tells the variants of a contender apart. */
  private record View(String name, int shade, Contender contender) {
    State state() {
      return contender.measures().state();
    }

    StateCurve curve() {
      return new StateCurve(state());
    }

    /** Whether the curve is of live traffic, and long enough to be read. */
    boolean live() {
      return contender.measures().latencyMs() != null;
    }

    Cell heading() {
      return Cell.engine(contender.engine(), name).as(contender.tone());
    }

    Cell number(String text) {
      return Cell.number(text).as(contender.tone());
    }
  }

  private StateBlock(ExerciseResult exercise, List<ExerciseResult> all, Messages words) {
    this.words = words;
    this.figures = words.figures();
    this.id = PageBuilder.anchor(exercise) + "-state";
    boolean together = exercise.headline() && exercise.timed();
    this.views =
        together
            ? views(
                all.stream()
                    .filter(other -> other.id().equals(exercise.id()) && other.timed())
                    .toList())
            : views(List.of(exercise));
  }

  /** The block, or nothing where there is no state. */
  static Optional<Block> of(ExerciseResult exercise, List<ExerciseResult> all, Messages words) {
    StateBlock block = new StateBlock(exercise, all, words);
    return block.views.isEmpty() ? Optional.empty() : Optional.of(block.block());
  }

  private List<View> views(List<ExerciseResult> shown) {
    List<View> found = new ArrayList<>();
    for (int shade = 0; shade < shown.size(); shade++) {
      for (Contender contender : Contender.of(shown.get(shade), words)) {
        if (contender.measures().state() != null) {
          boolean alone = shown.size() == 1;
          String variant = alone ? "" : " · " + shown.get(shade).variant();
          found.add(new View(contender.name() + variant, shade, contender));
        }
      }
    }
    return found;
  }

  private Block block() {
    Block.Builder block = Block.of(words.text("state.heading"), words.text("state.intro"));
    if (views.stream().anyMatch(view -> !view.state().overTime().isEmpty())) {
      block.chart(
          new Chart(id, words.text("state.chart"), words.text("state.description"), chart()));
    }
    block.table(sizes()).table(course()).table(extrapolations()).table(curves());
    for (View view : views) {
      State state = view.state();
      if (state.expectedKeys() != null && !state.expectedKeys().equals(state.keys())) {
        block.note(
            words.text(
                "state.unexpected",
                view.name(),
                figures.number(state.keys()),
                figures.number(state.expectedKeys())),
            Tone.CAUTION);
      }
    }
    return block.build();
  }

  private String chart() {
    ChartJson json = ChartJson.panels(words.text("state.x"));
    lines(json.panel(words.text("state.y.keys")), (view, at) -> toDouble(at.keys()));
    lines(json.panel(words.text("state.y.bytes")), (view, at) -> toDouble(at.bytes()));
    lines(json.panel(words.text("state.y.durable")), (view, at) -> toDouble(at.durableBytes()));
    lines(json.panel(words.text("state.y.per.key")), StateBlock::bytesPerKey);
    lines(json.panel(words.text("state.y.batch")), (view, at) -> at.batchSeconds());
    return json.toString();
  }

  /** A figure of a moment; null where it is not known. */
  private interface Value {
    Double of(View view, StateAt at);
  }

  private void lines(ChartJson.Panel panel, Value value) {
    for (View view : views) {
      List<StateAt> known =
          view.state().overTime().stream().filter(at -> value.of(view, at) != null).toList();
      // where an engine gives no account of something, it says 0 all the time
      if (known.stream().anyMatch(at -> value.of(view, at) > 0)) {
        Contender contender = view.contender();
        String name = contender.isVoid() ? words.text("chart.void", view.name()) : view.name();
        ArrayNode points = panel.line(contender, name, view.shade());
        known.forEach(at -> point(points, at.eventTime(), value.of(view, at)));
      }
    }
  }

  private static Double bytesPerKey(View view, StateAt at) {
    long most =
        view.state().overTime().stream()
            .filter(each -> each.keys() != null)
            .mapToLong(StateAt::keys)
            .max()
            .orElse(0);
    boolean enough = at.keys() != null && at.keys() > 0 && at.keys() >= ENOUGH * most;
    return enough && at.bytes() != null ? (Double) ((double) at.bytes() / at.keys()) : null;
  }

  private static Double toDouble(Long value) {
    return value == null ? null : (Double) value.doubleValue();
  }

  /** Two decimals draw the same and keep the page small. */
  private static void point(ArrayNode points, Instant x, double y) {
    points.addArray().add(x.toEpochMilli()).add(Math.round(y * 100) / 100.0);
  }

  private Table sizes() {
    Table.Builder table =
        Table.of(
            words.text("state.table"),
            words.text("column.engine"),
            words.text("state.live"),
            words.text("state.expected"),
            words.text("state.engine.bytes"),
            words.text("state.durable.bytes"),
            words.text("state.per.key"));
    for (View view : views) {
      State state = view.state();
      table.row(
          view.heading(),
          view.number(figures.number(state.keys())),
          view.number(figures.number(state.expectedKeys())),
          view.number(figures.bytes(state.engineBytes())),
          view.number(figures.bytes(state.durableBytes())),
          view.number(figures.bytes(state.bytesPerKey())));
    }
    return table.build();
  }

  private Table course() {
    Table.Builder table =
        Table.of(
            words.text("state.course"),
            words.text("column.engine"),
            words.text("state.per.day"),
            words.text("state.growth"),
            words.text("state.level"),
            words.text("state.batch.first"),
            words.text("state.batch.last"));
    for (View view : views) {
      StateCurve curve = view.curve();
      if (view.live() && curve.growth() != null) {
        Instant level = curve.levelFrom();
        table.row(
            view.heading(),
            view.number(level == null ? figures.number(curve.keysPerDay()) : Figures.NONE),
            view.number(figures.ratio(curve.growth())),
            view.number(level == null ? words.text("state.grows") : figures.time(level)),
            view.number(figures.with(curve.batchSeconds(1), "s")),
            view.number(figures.with(curve.batchSeconds(LAST_THIRD), "s")));
      }
    }
    return table.build();
  }

  private Table extrapolations() {
    Table.Builder table =
        Table.of(
            words.text("state.extrapolation"),
            words.text("column.engine"),
            words.text("state.predicted"),
            words.text("state.live"),
            words.text("state.error"),
            words.text("state.after"),
            words.text("state.then"),
            words.text("state.then.bytes"));
    for (View view : views) {
      Extrapolation line = view.live() ? view.curve().extrapolation() : null;
      if (line != null) {
        table.row(
            view.heading(),
            view.number(figures.number(Math.round(line.predictedKeys()))),
            view.number(figures.number(view.state().keys())),
            view.number(figures.percent(line.error())),
            view.number(figures.duration((double) line.after().toSeconds())),
            view.number(figures.number(Math.round(line.keys()))),
            view.number(figures.bytes(line.bytes())));
      }
    }
    return table.build();
  }

  private Table curves() {
    Table.Builder table =
        Table.of(
                words.text("state.curve"),
                words.text("column.engine"),
                words.text("state.x"),
                words.text("state.y.keys"),
                words.text("state.y.bytes"),
                words.text("state.y.durable"),
                words.text("state.y.batch"))
            .folded();
    for (View view : views) {
      List<StateAt> points = view.state().overTime();
      int step = Math.max(1, (points.size() + MOST_ROWS - 1) / MOST_ROWS);
      for (int i = (points.size() - 1) % step; i >= 0 && i < points.size(); i += step) {
        StateAt at = points.get(i);
        table.row(
            view.heading(),
            Cell.text(at.eventTime().toString()),
            view.number(figures.number(at.keys())),
            view.number(figures.bytes(at.bytes())),
            view.number(figures.bytes(at.durableBytes())),
            view.number(figures.with(at.batchSeconds(), "s")));
      }
    }
    return table.build();
  }
}
