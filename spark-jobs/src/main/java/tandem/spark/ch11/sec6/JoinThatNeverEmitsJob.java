package tandem.spark.ch11.sec6;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static tandem.spark.runtime.Intervals.interval;

import java.time.Duration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.ch11.sec6.JoinThatNeverEmits;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.6.4 in Spark: the course's join on a key alone, in append mode; and the same with
 * both at most five minutes apart.
 */
public final class JoinThatNeverEmitsJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    String delay = interval(JoinThatNeverEmits.DELAY);
    Dataset<Row> a =
        in.read(JoinThatNeverEmits.STREAM_A)
            .withColumnRenamed("valor", "valor_a")
            .withWatermark("ts_a", delay);
    Dataset<Row> b =
        in.read(JoinThatNeverEmits.STREAM_B)
            .withColumnRenamed("key", "key_b")
            .withColumnRenamed("valor", "valor_b")
            .withWatermark("ts_b", delay);
    Column on = col("key").equalTo(col("key_b"));
    if (JoinThatNeverEmits.mended(spec.variant())) {
      on = on.and(within(JoinThatNeverEmits.REACH));
    }
    String how = spec.variant().equals(JoinThatNeverEmits.OUTER) ? "left_outer" : "inner";
    return a.join(b, on, how).select("key", "valor_a", "ts_a", "valor_b", "ts_b");
  }

  /** Both directions: a record of either stream may be the first. */
  private static Column within(Duration reach) {
    Column interval = lit(reach);
    return col("ts_a")
        .leq(col("ts_b").plus(interval))
        .and(col("ts_b").leq(col("ts_a").plus(interval)));
  }
}
