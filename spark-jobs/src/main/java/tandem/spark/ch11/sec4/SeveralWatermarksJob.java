package tandem.spark.ch11.sec4;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static tandem.spark.runtime.Intervals.interval;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.ch11.sec4.SeveralWatermarks;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.EventosJson;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.4.4 in Spark: each stream declares its watermark, and a setting of the session says
 * which of them the whole query goes by.
 */
public final class SeveralWatermarksJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Dataset<Row> clicks = EventosJson.decoded(in.subscribe(List.of(SeveralWatermarks.CLICKS)));
    Dataset<Row> compras = EventosJson.decoded(in.subscribe(List.of(SeveralWatermarks.COMPRAS)));
    Column latest = col("click_en").plus(lit(SeveralWatermarks.REACH));
    Dataset<Row> conversions =
        withWatermark(clicks, "click")
            .join(
                withWatermark(compras, "compra"),
                col("click_user")
                    .equalTo(col("compra_user"))
                    .and(col("compra_en").between(col("click_en"), latest)),
                SeveralWatermarks.withUnpaired(spec.variant()) ? "left_outer" : "inner")
            .select(
                col("click_id"),
                col("click_user").as("user_id"),
                col("click_en"),
                col("compra_id"),
                col("compra_monto").as("monto"));
    return SinkRows.results(conversions)
        .union(SinkRows.deadLetters(clicks))
        .union(SinkRows.deadLetters(compras));
  }

  /** Accepted events, whose columns bear the name of their side of the join. */
  private static Dataset<Row> withWatermark(Dataset<Row> decoded, String side) {
    return decoded
        .where(col(EventosJson.DEFECTO).isNull())
        .select(
            col("evento_id").as(side + "_id"),
            col("user_id").as(side + "_user"),
            col("monto").as(side + "_monto"),
            col("timestamp").as(side + "_en"))
        .withWatermark(side + "_en", interval(SeveralWatermarks.DELAY));
  }
}
