package tandem.spark.ch11.sec2;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_date;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.ch11.sec2.SinkThatLostData;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.2.5 in Spark: the events with their day. What the exercise is about is behind the
 * rows: {@code TableEnds} overwrites a folder for each micro-batch, or appends the batch to a Delta
 * table as a transaction of its number.
 */
public final class SinkThatLostDataJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return in.eventos().withColumn(SinkThatLostData.FECHA, to_date(col("timestamp")));
  }
}
