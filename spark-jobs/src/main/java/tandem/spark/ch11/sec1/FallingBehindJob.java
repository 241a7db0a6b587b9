package tandem.spark.ch11.sec1;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import tandem.model.ch11.sec1.FallingBehind;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.1.5 in Spark: a costly column. How much of what has arrived goes into a batch is the
 * source's matter and not the query's.
 */
public final class FallingBehindJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    UDF1<String, Long> seal = id -> id == null ? null : FallingBehind.seal(id, FallingBehind.STEPS);
    UserDefinedFunction sello = udf(seal, DataTypes.LongType);
    Dataset<Row> sealed = in.decoded().withColumn("sello", sello.apply(col("evento_id")));
    return SinkRows.routed(sealed, "evento_id", "user_id", "sello");
  }
}
