package tandem.spark.ch11.sec6;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.unix_millis;
import static org.apache.spark.sql.functions.window;
import static tandem.spark.runtime.Intervals.interval;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline.Delays;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.6.3 in Spark: a join on the window, and behind it what makes one alert of many rows:
 * {@code dropDuplicates} at once, an aggregation when the window closes.
 */
public final class AnomalyAgainstBaselineJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Delays delays = AnomalyAgainstBaseline.delays(spec.variant());
    // one event time for each side, the window: the reading's own becomes a plain number
    Dataset<Row> readings =
        in.read(AnomalyAgainstBaseline.READINGS)
            .withWatermark("timestamp", interval(delays.readings()))
            .select(
                col("metrica_id"),
                col("valor_actual"),
                unix_millis(col("timestamp")).as("millis"),
                fiveMinutes().as("ventana"));
    Dataset<Row> baselines =
        in.read(AnomalyAgainstBaseline.BASELINES)
            .withWatermark("timestamp", interval(delays.baselines()))
            .select(
                col("metrica_id").as("metrica"),
                col("baseline_promedio"),
                fiveMinutes().as("ventana_baseline"));
    boolean everyReading = spec.variant().equals(AnomalyAgainstBaseline.EVERY_READING);
    Dataset<Row> tooHigh =
        readings
            .join(
                baselines,
                col("metrica_id")
                    .equalTo(col("metrica"))
                    .and(col("ventana").equalTo(col("ventana_baseline"))),
                // the course's left join: its filter takes away the rows without a baseline
                everyReading ? "left_outer" : "inner")
            .where(
                col("valor_actual")
                    .gt(col("baseline_promedio").multiply(AnomalyAgainstBaseline.TIMES)))
            .drop("metrica", "ventana_baseline");
    if (everyReading) {
      return tooHigh.select(
          col("metrica_id"),
          timestamp_millis(col("millis")).as("timestamp"),
          col("valor_actual"),
          col("baseline_promedio"),
          col("ventana.start").as("inicio"));
    }
    return AnomalyAgainstBaseline.whenClosed(spec.variant())
        ? alerts(
            tooHigh
                .groupBy("metrica_id", "ventana", "baseline_promedio")
                .agg(max("valor_actual").as("peor")),
            col("peor"))
        : alerts(
            tooHigh.dropDuplicates(new String[] {"metrica_id", "ventana"}),
            lit(null).cast("double"));
  }

  private static Dataset<Row> alerts(Dataset<Row> anomalies, Column worst) {
    return anomalies.select(
        col("metrica_id"),
        col("ventana.start").as("inicio"),
        col("ventana.end").as("fin"),
        col("baseline_promedio"),
        worst.as("peor_valor"));
  }

  private static Column fiveMinutes() {
    return window(col("timestamp"), interval(AnomalyAgainstBaseline.WINDOW));
  }
}
