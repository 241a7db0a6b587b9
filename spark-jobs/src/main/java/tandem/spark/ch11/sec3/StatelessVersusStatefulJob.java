package tandem.spark.ch11.sec3;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.window;
import static tandem.spark.runtime.Intervals.interval;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.ch11.sec3.StatelessVersusStateful;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.EventosJson;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.3.1 in Spark: a filter, a count per user and the first event of each id. Which of
 * them keep state cannot be told by their looks; the plan says it, and the checkpoint.
 */
public final class StatelessVersusStatefulJob implements SparkExercise {
  private static final String[] RESULT = {
    "evento_id", "user_id", "tipo", "monto", "timestamp", "region", "monto_iva"
  };

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return switch (spec.variant()) {
      case StatelessVersusStateful.RUNNING_COUNT -> in.eventos().groupBy("user_id").count();
      case StatelessVersusStateful.DEDUP -> in.eventos().dropDuplicates("evento_id");
      case StatelessVersusStateful.COUNT_PER_MINUTE -> perMinute(in);
      default -> filter(in);
    };
  }

  @Override
  public OutputMode outputMode(String variant) {
    return variant.equals(StatelessVersusStateful.RUNNING_COUNT)
        ? OutputMode.Update()
        : OutputMode.Append();
  }

  private static Dataset<Row> filter(SparkInputs in) {
    Dataset<Row> wanted =
        in.decoded()
            .where(
                col(EventosJson.DEFECTO)
                    .isNotNull()
                    .or(col("monto").gt(StatelessVersusStateful.LEAST_MONTO)))
            .withColumn("monto_iva", col("monto").multiply(StatelessVersusStateful.IVA));
    return SinkRows.routed(wanted, RESULT);
  }

  private static Dataset<Row> perMinute(SparkInputs in) {
    return in.eventos()
        .withWatermark("timestamp", interval(StatelessVersusStateful.DELAY))
        .groupBy(col("user_id"), window(col("timestamp"), interval(StatelessVersusStateful.MINUTE)))
        .count()
        .select(col("user_id"), col("window.start").as("inicio"), col("count"));
  }
}
