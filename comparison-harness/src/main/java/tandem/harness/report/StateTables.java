package tandem.harness.report;

import java.time.Instant;
import java.util.List;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Table;
import tandem.harness.result.Measures.State;
import tandem.harness.result.Measures.StateAt;
import tandem.harness.stats.StateCurve;
import tandem.harness.stats.StateCurve.Extrapolation;

/** The figures of state: at the end, by thirds of the event time, drawn on, and the curves. */
final class StateTables {
  /** Rows of a contender in the folded table. */
  private static final int MOST_ROWS = 12;

  private final List<StateView> views;
  private final Messages words;
  private final Figures figures;

  StateTables(List<StateView> views, Messages words) {
    this.views = views;
    this.words = words;
    this.figures = words.figures();
  }

  /** All of them, in the order in which they are read. */
  List<Table> all() {
    return List.of(sizes(), course(), extrapolations(), curves());
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
    for (StateView view : views) {
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
    for (StateView view : views) {
      StateCurve curve = view.curve();
      if (view.live() && curve.growth() != null) {
        Instant level = curve.levelFrom();
        table.row(
            view.heading(),
            view.number(level == null ? figures.number(curve.keysPerDay()) : Figures.NONE),
            view.number(figures.ratio(curve.growth())),
            view.number(level == null ? words.text("state.grows") : figures.time(level)),
            view.number(figures.with(curve.batchSeconds(1), "s")),
            view.number(figures.with(curve.batchSeconds(StateCurve.LAST_THIRD), "s")));
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
    for (StateView view : views) {
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
    for (StateView view : views) {
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
