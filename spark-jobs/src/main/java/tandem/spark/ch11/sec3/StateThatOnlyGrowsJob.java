package tandem.spark.ch11.sec3;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.window;
import static tandem.spark.runtime.Intervals.interval;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.ch11.sec3.StateThatOnlyGrows;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.3.5 in Spark: a watermark is a mark on a column, and an aggregation drops state by it
 * only where a column of its key carries the mark: the event time itself or a window of it. An
 * expression over the column, such as date_trunc, does not.
 */
public final class StateThatOnlyGrowsJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return switch (spec.variant()) {
      case StateThatOnlyGrows.ONLY_GROWS -> byDay(in.eventos());
      case StateThatOnlyGrows.WATERMARK -> byDay(withWatermark(in));
      default -> byWindow(withWatermark(in));
    };
  }

  @Override
  public OutputMode outputMode(String variant) {
    return variant.equals(StateThatOnlyGrows.WINDOW_FINAL)
        ? OutputMode.Append()
        : OutputMode.Update();
  }

  private static Dataset<Row> withWatermark(SparkInputs in) {
    return in.eventos().withWatermark("timestamp", interval(StateThatOnlyGrows.DELAY));
  }

  private static Dataset<Row> byDay(Dataset<Row> eventos) {
    return eventos.groupBy(col("user_id"), date_trunc("day", col("timestamp")).as("dia")).count();
  }

  private static Dataset<Row> byWindow(Dataset<Row> eventos) {
    return eventos
        .groupBy(col("user_id"), window(col("timestamp"), interval(StateThatOnlyGrows.DAY)))
        .count()
        .select(col("user_id"), col("window.start").as("dia"), col("count"));
  }
}
