package tandem.spark.ch11.sec5;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import tandem.spark.runtime.SparkSettings;

/**
 * Why exercise 11.5.3 filters as it does, and what 11.4.4 says of heartbeats: a filter on another
 * column than the event time ends below the watermark.
 */
class FilterAndWatermarkTest {

  @Test
  void aFilterOnAnotherColumnIsMovedBelow() {
    assertThat(plan(events -> events.where(col("tipo").equalTo("compra"))))
        .containsSubsequence("EventTimeWatermark", "Filter");
  }

  @Test
  void aFunctionStaysAbove() {
    FilterFunction<Row> sale = event -> "compra".equals(event.getAs("tipo"));
    assertThat(plan(events -> events.filter(sale)))
        .containsSubsequence("TypedFilter", "EventTimeWatermark");
  }

  private static String plan(UnaryOperator<Dataset<Row>> filter) {
    SparkSession session = SparkSettings.session(2, System.getProperty("java.io.tmpdir"));
    Dataset<Row> events =
        session
            .readStream()
            .format("rate")
            .load()
            .select(col("timestamp"), col("value").cast("string").as("tipo"))
            .withWatermark("timestamp", "1 minute");
    // a plan that has no query of its own is refused as a streaming plan, so the optimizer is asked
    var analyzed = filter.apply(events).queryExecution().analyzed();
    return session.sessionState().optimizer().execute(analyzed).toString();
  }
}
