package tandem.spark.ch11.sec4;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.window;
import static tandem.spark.runtime.Intervals.interval;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.ch11.sec4.ChooseTheWatermark;
import tandem.model.ch11.sec4.ChooseTheWatermark.Windows;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.4.5 in Spark: the delay is one word of the query; whether anybody waits for it, the
 * output mode says.
 */
public final class ChooseTheWatermarkJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Windows windows = ChooseTheWatermark.windows(spec.variant());
    return in.eventos()
        .withWatermark("timestamp", interval(windows.delay()))
        .groupBy(window(col("timestamp"), interval(windows.size())), col("user_id"))
        .agg(count(lit(1)).as("eventos"))
        .select(
            col("window.start").as("inicio"),
            col("window.end").as("fin"),
            col("user_id"),
            col("eventos"));
  }

  @Override
  public OutputMode outputMode(String variant) {
    return ChooseTheWatermark.windows(variant).updates()
        ? OutputMode.Update()
        : OutputMode.Append();
  }
}
