package tandem.spark.ch11.sec0;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
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
 * Exercise 11.0.1 in Spark: purchases counted and added up for each user. Nothing here knows
 * whether the input has an end.
 */
public final class BatchIsStreamingJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return in.eventos()
        .where(col("tipo").equalTo("compra"))
        .groupBy("user_id")
        .agg(count(lit(1)).as("compras"), coalesce(sum("monto"), lit(0.0)).as("gasto"));
  }

  @Override
  public OutputMode outputMode(String variant) {
    return OutputMode.Update();
  }
}
