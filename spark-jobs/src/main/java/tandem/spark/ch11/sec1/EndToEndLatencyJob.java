package tandem.spark.ch11.sec1;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile_approx;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.ch11.sec1.EndToEndLatency;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.EventosJson;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.1.4 in Spark: the time since an event's origin, event by event, or its statistics
 * over each micro-batch. {@code current_timestamp()} is one instant for the whole batch, taken
 * before anything is done with it.
 */
public final class EndToEndLatencyJob implements SparkExercise {
  private static final int ACCURACY = 10_000;
  private static final Column LATENCY = col("latencia_segundos");
  private static final String[] RESULT = {
    "evento_id", "timestamp_origen", "monto", "timestamp_procesamiento", "latencia_segundos"
  };

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Dataset<Row> measured = withLatency(in.decoded());
    return spec.variant().equals(EndToEndLatency.STATISTICS)
        ? measured
        : SinkRows.routed(measured, RESULT);
  }

  @Override
  public Optional<UnaryOperator<Dataset<Row>>> eachBatch(RunSpec spec) {
    return spec.variant().equals(EndToEndLatency.STATISTICS)
        ? Optional.of(
            batch -> SinkRows.results(statistics(batch)).union(SinkRows.deadLetters(batch)))
        : Optional.empty();
  }

  private static Dataset<Row> withLatency(Dataset<Row> eventos) {
    Column processed = col("timestamp_procesamiento");
    Column origin = col("timestamp_origen");
    return eventos
        .withColumnRenamed("timestamp", "timestamp_origen")
        .withColumn("timestamp_procesamiento", current_timestamp())
        .withColumn("latencia_segundos", processed.cast("double").minus(origin.cast("double")));
  }

  private static Dataset<Row> statistics(Dataset<Row> batch) {
    return batch
        .where(col(EventosJson.DEFECTO).isNull())
        .agg(
            count(lit(1)).as("num_eventos"),
            min(LATENCY).as("latencia_min"),
            avg(LATENCY).as("latencia_avg"),
            percentile_approx(LATENCY, lit(EndToEndLatency.P99), lit(ACCURACY)).as("latencia_p99"),
            max(LATENCY).as("latencia_max"))
        // a batch of refused records has no statistics
        .where(col("num_eventos").gt(0));
  }
}
