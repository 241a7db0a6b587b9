package tandem.harness.report;

import java.util.List;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Strip;
import tandem.harness.report.page.Table;
import tandem.harness.report.page.Tone;
import tandem.harness.result.Metric;
import tandem.harness.result.RunComparison;
import tandem.harness.result.RunComparison.Difference;
import tandem.harness.result.RunComparison.Row;

/** The tables of two runs side by side. */
final class RunComparisonTables {
  private final RunComparison comparison;
  private final Messages words;
  private final Figures figures;

  RunComparisonTables(RunComparison comparison, Messages words) {
    this.comparison = comparison;
    this.words = words;
    this.figures = words.figures();
  }

  /** Every figure of one variant, contender by contender. */
  Table figures(List<Row> rows) {
    Table.Builder table =
        Table.of(
            words.text("compare.table.figures"),
            words.text("column.engine"),
            words.text("column.figure"),
            "A",
            "B",
            "B ÷ A",
            words.text("summary.verdict"));
    for (Row row : rows) {
      table.row(
          Cell.engine(row.engine(), words.engine(row.engine())).with(row.gear()),
          name(row),
          value(row, row.a(), row.aVoid()),
          value(row, row.b(), row.bVoid()),
          ratio(row),
          verdict(row));
    }
    return table.build();
  }

  /** What is not the same around the figures. */
  Table differences() {
    Table.Builder table =
        Table.of(
            words.text("compare.table.differences"),
            words.text("settings.name"),
            "A",
            "B",
            words.text("compare.column.meaning"));
    for (Difference each : comparison.differences()) {
      table.row(
          Cell.code(each.name()),
          Cell.code(each.a()),
          Cell.code(each.b()),
          Cell.text(words.text("compare.meaning." + each.meaning().label())));
    }
    return table.build();
  }

  /** Which folder is which. */
  Table sides() {
    Table.Builder table =
        Table.of(
            words.text("compare.table.sides"),
            words.text("compare.column.side"),
            words.text("compare.column.folder"),
            words.text("compare.column.time"),
            words.text("compare.column.command"));
    side(table, "A", comparison.a());
    side(table, "B", comparison.b());
    return table.build();
  }

  private void side(Table.Builder table, String name, RunComparison.Side side) {
    table.row(
        Cell.text(name),
        Cell.code(side.folder()),
        Cell.text(figures.time(side.run().time())),
        Cell.code(side.run().command()));
  }

  private Cell name(Row row) {
    Cell cell = Cell.text(words.text("metric." + row.metric().path()));
    return row.offeredPerSecond() == null
        ? cell
        : cell.with(words.text("sweep.column.at", figures.number(row.offeredPerSecond())));
  }

  private Cell value(Row row, Double value, boolean countsForNothing) {
    String text =
        switch (row.metric()) {
          case LATENCY_P50, LATENCY_P99 -> figures.ms(value);
          case DRAIN_RATE -> figures.number(value);
          case DRAIN_CPU -> figures.with(value, "s");
          case STATE_BYTES_PER_KEY -> figures.bytes(value);
        };
    return Cell.number(text).as(countsForNothing ? Tone.VOID : Tone.PLAIN);
  }

  private Cell ratio(Row row) {
    if (row.ratio() == null) {
      return Cell.number(Figures.NONE);
    }
    String interval =
        row.ciLow() == null
            ? ""
            : words.text(
                "summary.interval", figures.times(row.ciLow()), figures.times(row.ciHigh()));
    return Cell.number(figures.ratio(row.ratio()))
        .with(interval)
        .with(Strip.of(row.ratio(), row.ciLow(), row.ciHigh()));
  }

  private Cell verdict(Row row) {
    Cell cell = Cell.text(words.verdict(row.verdict()));
    if (row.reason() != null) {
      String detail = row.detail().isEmpty() ? "" : " (" + row.detail() + ")";
      cell = cell.with(words.reason(row.reason()) + detail);
    } else if (row.minimumDetectableEffect() != null) {
      cell = cell.with(words.text("summary.mde", figures.percent(row.minimumDetectableEffect())));
    }
    return switch (row.verdict()) {
      case DIFFERENCE -> cell.as(better(row) ? Tone.GOOD : Tone.BAD);
      case NOT_COMPARABLE -> cell.as(Tone.CAUTION);
      case NO_DIFFERENCE_SHOWN, SHAPE_ONLY -> cell;
    };
  }

  /** Whether B is the better one of a claimed difference. */
  static boolean better(Row row) {
    Metric metric = row.metric();
    return row.ratio() > 1 == metric.moreIsBetter();
  }
}
