package tandem.spark.ch11.sec4;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_millis;
import static org.apache.spark.sql.functions.when;
import static tandem.spark.runtime.Intervals.interval;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.ch11.sec4.DroppedLateRows;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.4.2 in Spark: observe() counts on the way to the windows and reports with each batch,
 * where the course's foreachBatch would be a query of its own. The clock is the batch's, the same
 * for all of its events.
 */
public final class DroppedLateRowsJob implements SparkExercise {
  private static final double MILLIS_PER_SECOND = 1e3;

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Dataset<Row> eventos = in.sent().withWatermark("timestamp", interval(DroppedLateRows.DELAY));
    return LateDataJob.perMinute(watched(eventos));
  }

  private static Dataset<Row> watched(Dataset<Row> eventos) {
    Column retraso = col("retraso");
    return eventos
        .withColumn("retraso", since(col(SparkInputs.SENT)))
        .withColumn("retraso_reloj", since(current_timestamp()))
        .observe(
            "retrasos",
            count(lit(1)).as(DroppedLateRows.TOTAL),
            count(late(retraso)).as(DroppedLateRows.TARDIOS),
            count(late(col("retraso_reloj"))).as(DroppedLateRows.TARDIOS_RELOJ),
            sum(retraso).as(DroppedLateRows.RETRASO_MILLIS),
            max(retraso).divide(MILLIS_PER_SECOND).as(DroppedLateRows.RETRASO_MAXIMO));
  }

  /** Milliseconds from an event's happening to an instant. */
  private static Column since(Column instant) {
    return unix_millis(instant).minus(unix_millis(col("timestamp")));
  }

  /** Something where the rule of the exercise calls it late, else null. */
  private static Column late(Column millis) {
    return when(millis.gt(DroppedLateRows.DELAY.toMillis()), true);
  }
}
