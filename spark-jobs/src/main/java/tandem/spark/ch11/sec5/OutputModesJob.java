package tandem.spark.ch11.sec5;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.window;
import static tandem.spark.runtime.Intervals.interval;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.ch11.sec5.OutputModes;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.5.1 in Spark: one query, and an output mode that says which rows of its table leave
 * the engine with each micro-batch. Only append wants another query, whose rows are final.
 */
public final class OutputModesJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return spec.variant().equals(OutputModes.APPEND)
        ? perWindow(in.eventos())
        : in.eventos().groupBy("user_id").agg(sum("monto").as("total"));
  }

  @Override
  public OutputMode outputMode(String variant) {
    return switch (variant) {
      case OutputModes.COMPLETE -> OutputMode.Complete();
      case OutputModes.APPEND, OutputModes.APPEND_RUNNING -> OutputMode.Append();
      default -> OutputMode.Update();
    };
  }

  private static Dataset<Row> perWindow(Dataset<Row> eventos) {
    return eventos
        .withWatermark("timestamp", interval(OutputModes.DELAY))
        .groupBy(window(col("timestamp"), interval(OutputModes.WINDOW)), col("user_id"))
        .agg(sum("monto").as("total"))
        .select(
            col("window.start").as("inicio"),
            col("window.end").as("fin"),
            col("user_id"),
            col("total"));
  }
}
