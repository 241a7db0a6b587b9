package tandem.harness.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Chart;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.Measures.State;
import tandem.harness.result.Measures.StateAt;

/**
 * Shows keyed state on one axis of event time, how large it is at the end, and where it leads. The
 * headline's block has all timed variants of the exercise beside each other, as claims compare
 * them.
 */
final class StateBlock {
  /** Bytes of an entry mean little while there are hardly any. */
  private static final double ENOUGH = 0.1;

  private static final double SECONDS_PER_MINUTE = 60;

  private final Messages words;
  private final Figures figures;
  private final String id;
  private final List<StateView> views;

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

  private List<StateView> views(List<ExerciseResult> shown) {
    List<StateView> found = new ArrayList<>();
    for (int shade = 0; shade < shown.size(); shade++) {
      for (Contender contender : Contender.of(shown.get(shade), words)) {
        if (contender.measures().state() != null) {
          boolean alone = shown.size() == 1;
          String variant = alone ? "" : " · " + shown.get(shade).variant();
          found.add(new StateView(contender.name() + variant, shade, contender));
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
    new StateTables(views, words).all().forEach(block::table);
    for (StateView view : views) {
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
    lines(json.panel(words.text("state.y.behind")), (view, at) -> minutes(at.behindSeconds()));
    lines(json.panel(words.text("state.y.dropped")), (view, at) -> toDouble(at.droppedLate()));
    return json.toString();
  }

  /** A figure of a moment; null where it is not known. */
  private interface Value {
    Double of(StateView view, StateAt at);
  }

  private void lines(ChartJson.Panel panel, Value value) {
    for (StateView view : views) {
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

  private static Double bytesPerKey(StateView view, StateAt at) {
    long most =
        view.state().overTime().stream()
            .filter(each -> each.keys() != null)
            .mapToLong(StateAt::keys)
            .max()
            .orElse(0);
    boolean enough = at.keys() != null && at.keys() > 0 && at.keys() >= ENOUGH * most;
    return enough && at.bytes() != null ? (Double) ((double) at.bytes() / at.keys()) : null;
  }

  private static Double minutes(Double seconds) {
    return seconds == null ? null : (Double) (seconds / SECONDS_PER_MINUTE);
  }

  private static Double toDouble(Long value) {
    return value == null ? null : (Double) value.doubleValue();
  }

  /** Two decimals draw the same and keep the page small. */
  private static void point(ArrayNode points, Instant x, double y) {
    points.addArray().add(x.toEpochMilli()).add(Math.round(y * 100) / 100.0);
  }
}
