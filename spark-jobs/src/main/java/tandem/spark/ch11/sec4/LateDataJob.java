package tandem.spark.ch11.sec4;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.window;
import static tandem.spark.runtime.Intervals.interval;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.ch11.sec4.LateData;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.4.1 in Spark: the watermark is the greatest event time of all partitions minus the
 * delay, and moves between batches. Without it a minute is never final: its rows can only be given
 * out as updates.
 */
public final class LateDataJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return LateData.delay(spec.variant())
        .map(delay -> perMinute(in.eventos().withWatermark("timestamp", interval(delay))))
        .orElseGet(() -> perMinute(in.eventos()));
  }

  @Override
  public OutputMode outputMode(String variant) {
    return LateData.delay(variant).isPresent() ? OutputMode.Append() : OutputMode.Update();
  }

  /** The events of each minute. */
  static Dataset<Row> perMinute(Dataset<Row> eventos) {
    return eventos
        .groupBy(window(col("timestamp"), interval(LateData.MINUTE)))
        .count()
        .select(col("window.start").as("inicio"), col("window.end").as("fin"), col("count"));
  }
}
