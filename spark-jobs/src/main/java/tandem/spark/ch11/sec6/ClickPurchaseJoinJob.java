package tandem.spark.ch11.sec6;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static tandem.spark.runtime.Intervals.interval;

import java.time.Duration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.ch11.sec6.ClickPurchaseJoin;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.6.2 in Spark: one operator joins both streams. From the condition and the watermarks
 * it works out itself how long a row of either side can still find a match.
 */
public final class ClickPurchaseJoinJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Dataset<Row> clicks = in.read(ClickPurchaseJoin.CLICKS);
    Dataset<Row> compras =
        in.read(ClickPurchaseJoin.COMPRAS).withColumnRenamed("user_id", "comprador");
    if (ClickPurchaseJoin.watermarked(spec.variant())) {
      clicks = clicks.withWatermark("timestamp_click", interval(ClickPurchaseJoin.DELAY));
      compras = compras.withWatermark("timestamp_compra", interval(ClickPurchaseJoin.DELAY));
    }
    String how = ClickPurchaseJoin.outer(spec.variant()) ? "left_outer" : "inner";
    return clicks
        .join(compras, sameUserWithin(ClickPurchaseJoin.WINDOW), how)
        .select("user_id", "click_id", "timestamp_click", "compra_id", "monto", "timestamp_compra");
  }

  private static Column sameUserWithin(Duration window) {
    Column click = col("timestamp_click");
    return col("user_id")
        .equalTo(col("comprador"))
        .and(col("timestamp_compra").between(click, click.plus(lit(window))));
  }
}
