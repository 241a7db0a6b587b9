package tandem.spark.ch11.sec1;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.1.1 in Spark: events as they are. How they are taken up, in batches or in real-time
 * mode, is the trigger's matter and not the query's.
 */
public final class MicroBatchVersusContinuousJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return SinkRows.routed(
        in.decoded(), "evento_id", "user_id", "tipo", "monto", "timestamp", "region");
  }
}
