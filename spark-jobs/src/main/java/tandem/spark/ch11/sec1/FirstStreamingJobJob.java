package tandem.spark.ch11.sec1;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.current_timestamp;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.ch11.sec1.FirstStreamingJob;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.EventosJson;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.1.2 in Spark: a filter and two columns, and the unreadable records to a topic of
 * their own in the same query.
 */
public final class FirstStreamingJobJob implements SparkExercise {
  private static final String[] RESULT = {
    "evento_id",
    "user_id",
    "tipo",
    "monto",
    "timestamp",
    "region",
    "monto_iva",
    "hora_procesamiento"
  };

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Column wanted = col("tipo").isin(FirstStreamingJob.TIPOS.toArray());
    if (spec.variant().equals(FirstStreamingJob.SILENT_NULL)) {
      // what can't be read is null, falls through the filter, and nobody is told
      return withVat(in.careless().where(wanted));
    }
    Column refused = col(EventosJson.DEFECTO).isNotNull();
    return SinkRows.routed(withVat(in.decoded().where(refused.or(wanted))), RESULT);
  }

  private static Dataset<Row> withVat(Dataset<Row> eventos) {
    return eventos
        .withColumn("monto_iva", col("monto").multiply(FirstStreamingJob.IVA))
        .withColumn("hora_procesamiento", current_timestamp());
  }
}
