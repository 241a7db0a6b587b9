package tandem.spark.ch11.sec6;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_millis;
import static tandem.spark.runtime.Intervals.interval;

import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import tandem.model.ch11.sec6.LastClickAttribution;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.6.5 in Spark: a state of its own takes one stream, so both become one; or the join's
 * pairs are grouped by purchase.
 */
public final class LastClickAttributionJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    String delay = interval(LastClickAttribution.DELAY);
    Dataset<Row> clicks =
        in.read(LastClickAttribution.CLICKS)
            .withColumnRenamed("timestamp", "clicked")
            .withWatermark("clicked", delay);
    Dataset<Row> compras =
        in.read(LastClickAttribution.COMPRAS)
            .withColumnRenamed("timestamp", "bought")
            .withWatermark("bought", delay);
    return switch (spec.variant()) {
      case LastClickAttribution.EVERY_CLICK ->
          pairs(clicks, compras)
              .select(
                  col("user_id"),
                  col("campaign_id"),
                  col("monto"),
                  col("bought").as("tiempo_conversion"));
      case LastClickAttribution.OPERATORS -> lastOfEach(pairs(clicks, compras));
      default -> settled(clicks, compras);
    };
  }

  @Override
  public Optional<String> stateVariable(String variant) {
    return switch (variant) {
      case LastClickAttribution.EVERY_CLICK, LastClickAttribution.OPERATORS -> Optional.empty();
      default -> Optional.of(LastClicks.STATE);
    };
  }

  /** Every click of the half hour before a purchase. */
  private static Dataset<Row> pairs(Dataset<Row> clicks, Dataset<Row> compras) {
    Column latest = col("clicked").plus(lit(LastClickAttribution.WINDOW));
    return clicks.join(
        compras.withColumnRenamed("user_id", "comprador"),
        col("user_id")
            .equalTo(col("comprador"))
            .and(col("bought").between(col("clicked"), latest)));
  }

  /** The greatest pair of time and campaign; what is grouped may have one event time only. */
  private static Dataset<Row> lastOfEach(Dataset<Row> pairs) {
    return pairs
        .select(
            col("user_id"),
            col("monto"),
            col("bought"),
            struct(unix_millis(col("clicked")), col("campaign_id")).as("click"))
        .groupBy("user_id", "monto", "bought")
        .agg(max("click").as("ultimo"))
        .select(
            col("user_id"),
            col("ultimo.campaign_id"),
            col("monto"),
            col("bought").as("tiempo_conversion"));
  }

  /**
   * Clicks and purchases in one state; each side keeps its watermark, and the slower one counts.
   */
  private static Dataset<Row> settled(Dataset<Row> clicks, Dataset<Row> compras) {
    Dataset<Row> touches =
        clicks
            .select(
                col("user_id"),
                col("clicked").as("timestamp"),
                col("campaign_id"),
                lit(null).cast("double").as("monto"))
            .union(
                compras.select(
                    col("user_id"),
                    col("bought").as("timestamp"),
                    lit(null).cast("string").as("campaign_id"),
                    col("monto")));
    return touches
        .groupByKey((MapFunction<Row, String>) row -> row.getString(0), Encoders.STRING())
        .transformWithState(
            new LastClicks(), TimeMode.EventTime(), OutputMode.Append(), LastClicks.ROWS);
  }
}
