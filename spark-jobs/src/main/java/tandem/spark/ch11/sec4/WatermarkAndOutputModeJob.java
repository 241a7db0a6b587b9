package tandem.spark.ch11.sec4;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.window;
import static tandem.spark.runtime.Intervals.interval;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.ch11.sec4.WatermarkAndOutputMode;
import tandem.model.ch11.sec4.WatermarkAndOutputMode.Query;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.4.3 in Spark: watermark and window are said in the query, the output mode where it is
 * written; whether they fit is checked when it starts.
 */
public final class WatermarkAndOutputModeJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Query query = WatermarkAndOutputMode.query(spec.variant());
    Dataset<Row> eventos = in.eventos();
    if (query.watermark()) {
      eventos = eventos.withWatermark("timestamp", interval(WatermarkAndOutputMode.DELAY));
    }
    return query.window() ? perWindow(eventos) : eventos.groupBy(region()).count();
  }

  @Override
  public OutputMode outputMode(String variant) {
    return switch (WatermarkAndOutputMode.query(variant).mode()) {
      case APPEND -> OutputMode.Append();
      case UPDATE -> OutputMode.Update();
      case COMPLETE -> OutputMode.Complete();
    };
  }

  private static Dataset<Row> perWindow(Dataset<Row> eventos) {
    return eventos
        .groupBy(window(col("timestamp"), interval(WatermarkAndOutputMode.WINDOW)), region())
        .count()
        .select(
            col("window.start").as("inicio"),
            col("window.end").as("fin"),
            col("region"),
            col("count"));
  }

  private static Column region() {
    return coalesce(col("region"), lit(Evento.REGION_DESCONOCIDA)).as("region");
  }
}
