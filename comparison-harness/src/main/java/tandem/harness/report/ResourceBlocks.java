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
import tandem.harness.result.GearMeasures;
import tandem.harness.result.Measures;
import tandem.harness.result.Measures.Drain;
import tandem.harness.result.Measures.Repetition;
import tandem.harness.result.Metric;

/** Shows what work cost: throughput, processor, memory, and the figures of each repetition. */
final class ResourceBlocks {
  private final Messages words;
  private final Figures figures;
  private final ExerciseResult exercise;
  private final List<Contender> contenders;

  ResourceBlocks(ExerciseResult exercise, Messages words) {
    this.words = words;
    this.figures = words.figures();
    this.exercise = exercise;
    this.contenders = Contender.of(exercise, words);
  }

  /** Throughput, or nothing where no backlog was worked off. */
  Optional<Block> drain() {
    ChartJson json = ChartJson.bars(words.text("drain.x"));
    Table.Builder table =
        Table.of(
            words.text("drain.table"),
            words.text("column.engine"),
            words.text("drain.rate"),
            words.text("drain.cpu"),
            words.text("drain.events"),
            words.text("drain.seconds"),
            words.text("drain.method"));
    for (Contender contender : contenders) {
      Drain drain = contender.measures().drain();
      if (drain != null) {
        if (drain.eventsPerSecond() != null) {
          String voidName = words.text("chart.void", contender.name());
          json.bar(contender, voidName, drain.eventsPerSecond());
        }
        table.row(
            contender.heading(),
            contender.figure(measures -> figures.number(drain.eventsPerSecond())),
            contender.figure(measures -> figures.with(drain.cpuSecondsPerMillion(), "s")),
            contender.figure(measures -> figures.number(drain.events())),
            contender.figure(measures -> figures.with(drain.seconds(), "s")),
            Cell.text(drain.method()));
      }
    }
    Table built = table.build();
    if (built.isEmpty()) {
      return Optional.empty();
    }
    Block.Builder block = Block.of(words.text("drain.heading"), words.text("drain.intro"));
    if (!json.isEmpty()) {
      String id = PageBuilder.anchor(exercise) + "-drain";
      block.chart(
          new Chart(
              id, words.text("drain.chart"), words.text("drain.description"), json.toString()));
    }
    return Optional.of(block.table(built).build());
  }

  /** Processor, memory and the quiet of the machine, or nothing where nothing was timed. */
  Optional<Block> resources() {
    Table.Builder table = Table.of(words.text("resources.table"), words.text("column.figure"));
    contenders.forEach(contender -> table.column(contender.name()));
    row(table, "rss", measures -> figures.bytes(measures.rssBytes()));
    row(table, "cpu", measures -> figures.with(measures.cpuSeconds(), "s"));
    row(table, "gc", measures -> figures.with(measures.gcMillis(), "ms"));
    row(table, "startup", measures -> figures.with(measures.startupSeconds(), "s"));
    row(table, "lag", this::lag);
    row(table, "foreign", measures -> figures.number(measures.foreignCpuCores()));
    row(table, "steal", measures -> figures.with(measures.stealPercent(), "%"));
    Table built = table.build();
    if (!exercise.timed()) {
      return Optional.empty();
    }
    Block.Builder block =
        Block.of(words.text("resources.heading"), words.text("resources.intro"))
            .table(built)
            .table(gears())
            .table(repetitions());
    contenders.stream()
        .filter(contender -> contender.measures().noisy())
        .forEach(
            contender -> block.note(words.text("resources.noisy", contender.name()), Tone.CAUTION));
    return Optional.of(block.build());
  }

  private void row(Table.Builder table, String what, Function<Measures, String> figure) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(words.text("resources." + what)));
    contenders.forEach(contender -> cells.add(contender.figure(figure)));
    if (cells.stream().skip(1).anyMatch(cell -> !cell.text().equals(Figures.NONE))) {
      table.row(cells);
    }
  }

  private String lag(Measures measures) {
    return measures.generatorLagMs() == null
        ? Figures.NONE
        : figures.ms(measures.generatorLagMs().p99());
  }

  private Table gears() {
    Table.Builder table =
        Table.of(
            words.text("gears.table"),
            words.text("column.engine"),
            words.text("gears.gear"),
            "p50",
            "p99",
            words.text("drain.rate"),
            words.text("drain.cpu"));
    boolean several = exercise.gears().size() > contenders.size();
    for (GearMeasures gear : several ? exercise.gears() : List.<GearMeasures>of()) {
      Tone tone = exercise.right(gear.engine()) ? Tone.PLAIN : Tone.VOID;
      Measures measures = gear.measures();
      String rate = figures.number(Metric.DRAIN_RATE.in(measures));
      String cpu = figures.with(Metric.DRAIN_CPU.in(measures), "s");
      table.row(
          Cell.engine(gear.engine(), words.engine(gear.engine())),
          Cell.code(gear.gear()),
          Cell.number(figures.ms(Metric.LATENCY_P50.in(measures))).as(tone),
          Cell.number(figures.ms(Metric.LATENCY_P99.in(measures))).as(tone),
          Cell.number(rate).as(tone),
          Cell.number(cpu).as(tone));
    }
    return table.build();
  }

  private Table repetitions() {
    Table.Builder table =
        Table.of(
                words.text("repetitions.table"),
                words.text("column.engine"),
                words.text("repetitions.number"),
                "p50",
                "p99",
                words.text("drain.rate"),
                words.text("drain.cpu"),
                words.text("repetitions.noisy"))
            .folded();
    for (Contender contender : contenders) {
      int number = 0;
      for (Repetition each : contender.measures().repetitions()) {
        number++;
        table.row(
            contender.heading(),
            Cell.number(figures.number(number)),
            Cell.number(figures.ms(each.p50())).as(contender.tone()),
            Cell.number(figures.ms(each.p99())).as(contender.tone()),
            Cell.number(figures.number(each.eventsPerSecond())).as(contender.tone()),
            Cell.number(figures.with(each.cpuSecondsPerMillion(), "s")).as(contender.tone()),
            Cell.text(each.noisy() ? words.text("parity.yes") : words.text("parity.no"))
                .as(each.noisy() ? Tone.CAUTION : Tone.PLAIN));
      }
    }
    return table.build();
  }
}
