package tandem.spark.ch11.sec1;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.ch11.sec1.MicroBatchVersusContinuous;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.EventosJson;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.1.1 in Spark: events as they are, or counted per user. How they are taken up, in
 * batches or in real-time mode, is the trigger's matter and not the query's.
 */
public final class MicroBatchVersusContinuousJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    if (spec.variant().equals(MicroBatchVersusContinuous.PER_USER)) {
      return in.eventos()
          .groupBy("user_id")
          .count()
          .select(col("user_id"), col("count").as("num_eventos"));
    }
    return SinkRows.routed(in.decoded(), EventosJson.COLUMNS.fieldNames());
  }

  @Override
  public OutputMode outputMode(String variant) {
    return variant.equals(MicroBatchVersusContinuous.PER_USER)
        ? OutputMode.Update()
        : OutputMode.Append();
  }
}
