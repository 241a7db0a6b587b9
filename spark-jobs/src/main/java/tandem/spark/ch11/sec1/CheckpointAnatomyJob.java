package tandem.spark.ch11.sec1;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.1.3 in Spark: events and amounts added up for each user. Every batch makes a version
 * of this state, and every version is a checkpoint.
 */
public final class CheckpointAnatomyJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return in.eventos()
        .groupBy("user_id")
        .agg(count(lit(1)).as("num_eventos"), coalesce(sum("monto"), lit(0.0)).as("total"));
  }

  @Override
  public OutputMode outputMode(String variant) {
    return OutputMode.Update();
  }
}
