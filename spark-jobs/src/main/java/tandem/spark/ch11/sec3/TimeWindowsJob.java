package tandem.spark.ch11.sec3;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.session_window;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.window;
import static tandem.spark.runtime.Intervals.interval;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.ch11.sec3.TimeWindows;
import tandem.model.ch11.sec3.TimeWindows.Windows;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.3.2 in Spark: a window is a column to group by; the watermark says when its group is
 * final.
 */
public final class TimeWindowsJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Windows windows = TimeWindows.windows(spec.variant());
    Dataset<Row> eventos = in.eventos().withWatermark("timestamp", interval(windows.delay()));
    return switch (windows.shape()) {
      case TUMBLING -> totals(eventos, windows);
      case SLIDING -> averages(eventos, windows);
      case SESSION -> sessions(eventos, windows);
    };
  }

  @Override
  public OutputMode outputMode(String variant) {
    return variant.equals(TimeWindows.TUMBLING_UPDATE) ? OutputMode.Update() : OutputMode.Append();
  }

  private static Dataset<Row> totals(Dataset<Row> eventos, Windows windows) {
    return eventos
        .groupBy(window(col("timestamp"), interval(windows.size())), region())
        .agg(count(lit(1)).as("eventos"), sum("monto").as("revenue"))
        .select(
            col("window.start").as("inicio"),
            col("window.end").as("fin"),
            col("region"),
            col("eventos"),
            col("revenue"));
  }

  private static Dataset<Row> averages(Dataset<Row> eventos, Windows windows) {
    return eventos
        .groupBy(
            window(col("timestamp"), interval(windows.size()), interval(windows.slide())), region())
        .agg(avg("monto").as("media_movil"))
        .select(
            col("window.start").as("inicio"),
            col("window.end").as("fin"),
            col("region"),
            col("media_movil"));
  }

  private static Dataset<Row> sessions(Dataset<Row> eventos, Windows windows) {
    return eventos
        .groupBy(session_window(col("timestamp"), interval(windows.size())), col("user_id"))
        .agg(
            count(lit(1)).as("eventos_por_sesion"),
            sum("monto").as("valor_sesion"),
            min("timestamp").as("inicio_sesion"),
            max("timestamp").as("fin_sesion"))
        .drop("session_window");
  }

  private static Column region() {
    return coalesce(col("region"), lit(Evento.REGION_DESCONOCIDA)).as("region");
  }
}
