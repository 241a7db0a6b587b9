package tandem.harness.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tandem.harness.report.page.Block;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Chart;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.Measures.State;
import tandem.harness.result.Measures.StateAt;

/** Shows keyed state: its size at the end, and how it grew and shrank over event time. */
final class StateBlock {
  private final Messages words;
  private final Figures figures;
  private final List<Contender> contenders;
  private final String id;

  private StateBlock(ExerciseResult exercise, Messages words) {
    this.words = words;
    this.figures = words.figures();
    this.contenders =
        Contender.of(exercise, words).stream()
            .filter(contender -> contender.measures().state() != null)
            .toList();
    this.id = PageBuilder.anchor(exercise);
  }

  /** The block, or nothing where there is no state. */
  static Optional<Block> of(ExerciseResult exercise, Messages words) {
    StateBlock block = new StateBlock(exercise, words);
    return block.contenders.isEmpty() ? Optional.empty() : Optional.of(block.block());
  }

  private Block block() {
    Block.Builder block = Block.of(words.text("state.heading"), words.text("state.intro"));
    chart("keys", StateAt::keys, block);
    chart("bytes", StateAt::bytes, block);
    block.table(sizes()).table(curve());
    for (Contender contender : contenders) {
      State state = contender.measures().state();
      if (state.expectedKeys() != null && !state.expectedKeys().equals(state.keys())) {
        block.note(
            words.text(
                "state.unexpected",
                contender.name(),
                figures.number(state.keys()),
                figures.number(state.expectedKeys())),
            Tone.CAUTION);
      }
    }
    return block.build();
  }

  private void chart(String what, Function<StateAt, Long> value, Block.Builder block) {
    ChartJson json =
        ChartJson.lines(
            ChartJson.Axis.TIME,
            words.text("state.x"),
            ChartJson.Axis.LINEAR,
            words.text("state.y." + what));
    for (Contender contender : contenders) {
      ArrayNode points = json.line(contender, words.text("chart.void", contender.name()));
      for (StateAt at : contender.measures().state().overTime()) {
        if (value.apply(at) != null) {
          points.addArray().add(at.eventTime().toEpochMilli()).add(value.apply(at));
        }
      }
    }
    if (!json.isEmpty()) {
      block.chart(
          new Chart(
              id + "-state-" + what,
              words.text("state." + what),
              words.text("state.description"),
              json.toString()));
    }
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
    for (Contender contender : contenders) {
      table.row(
          contender.heading(),
          contender.figure(measures -> figures.number(measures.state().keys())),
          contender.figure(measures -> figures.number(measures.state().expectedKeys())),
          contender.figure(measures -> figures.bytes(measures.state().engineBytes())),
          contender.figure(measures -> figures.bytes(measures.state().durableBytes())),
          contender.figure(measures -> figures.bytes(measures.state().bytesPerKey())));
    }
    return table.build();
  }

  private Table curve() {
    Table.Builder table =
        Table.of(
                words.text("state.curve"),
                words.text("column.engine"),
                words.text("state.x"),
                words.text("state.y.keys"),
                words.text("state.y.bytes"))
            .folded();
    for (Contender contender : contenders) {
      for (StateAt at : contender.measures().state().overTime()) {
        table.row(
            contender.heading(),
            Cell.text(at.eventTime().toString()),
            Cell.number(figures.number(at.keys())).as(contender.tone()),
            Cell.number(figures.bytes(at.bytes())).as(contender.tone()));
      }
    }
    return table.build();
  }
}
