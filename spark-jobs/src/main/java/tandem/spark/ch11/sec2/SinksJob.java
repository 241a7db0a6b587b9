package tandem.spark.ch11.sec2;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.ch11.sec2.Sinks;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.2.2 in Spark: the events with their day, and a region for each. Where they go is the
 * variant's matter: the Kafka and console sinks take the rows as they are, a table takes each
 * micro-batch in {@code TableEnds}.
 */
public final class SinksJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Column known = col(Sinks.REGION).isNotNull().and(trim(col(Sinks.REGION)).notEqual(""));
    return in.eventos()
        .withColumn(Sinks.REGION, when(known, col(Sinks.REGION)).otherwise(lit(Sinks.SIN_REGION)))
        .withColumn(Sinks.FECHA, to_date(col("timestamp")));
  }
}
