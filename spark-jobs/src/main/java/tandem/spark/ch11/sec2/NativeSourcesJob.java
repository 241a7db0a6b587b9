package tandem.spark.ch11.sec2;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import tandem.model.ch11.sec2.NativeSources;
import tandem.model.codec.Defect;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.EventosCsv;
import tandem.spark.runtime.EventosJson;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;
import tandem.spark.runtime.WireJson;

/**
 * Exercise 11.2.1 in Spark: a source is a format with options. Files are read as lines, and the
 * lines by a function: the formats {@code json} and {@code csv} would do both, but of a record that
 * lacks a field they no longer have the line that the dead letter needs.
 */
public final class NativeSourcesJob implements SparkExercise {
  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return switch (spec.variant()) {
      case NativeSources.KAFKA,
          NativeSources.KAFKA_SASL,
          NativeSources.TWELVE_PARTITIONS,
          NativeSources.MEMORY_SINK ->
          results(in.decoded());
      case NativeSources.RATE -> SinkRows.results(rate());
      case NativeSources.SOCKET, NativeSources.SOCKET_RESTART, NativeSources.SOCKET_AFRESH ->
          results(EventosJson.decoded(records(socket(spec.source(NativeSources.INPUT)))));
      case NativeSources.FILES_PARQUET -> results(typed(parquet(spec)));
      case NativeSources.FILES_CSV -> results(EventosCsv.decoded(records(lines(spec))));
      default -> results(EventosJson.decoded(records(lines(spec))));
    };
  }

  private static Dataset<Row> rate() {
    return read("rate")
        .option("rowsPerSecond", NativeSources.ROWS_PER_SECOND)
        .load()
        // it never ends: what is looked at does
        .where(col("value").lt(NativeSources.ROWS));
  }

  private static Dataset<Row> socket(String address) {
    String[] parts = address.split(":", 2);
    return read("socket").option("host", parts[0]).option("port", parts[1]).load();
  }

  private static Dataset<Row> lines(RunSpec spec) {
    DataStreamReader reader = read("text");
    if (spec.variant().equals(NativeSources.FILES_LIMITED)) {
      reader.option("maxFilesPerTrigger", NativeSources.MAX_FILES);
    }
    return reader.load(spec.source(NativeSources.INPUT));
  }

  private static Dataset<Row> parquet(RunSpec spec) {
    return read("parquet").schema(EventosJson.COLUMNS).load(spec.source(NativeSources.INPUT));
  }

  private static DataStreamReader read(String format) {
    return SparkSession.active().readStream().format(format);
  }

  /** Lines as if they were records of Kafka; they have no key. */
  private static Dataset<Row> records(Dataset<Row> lines) {
    return lines.select(
        lit(null).cast("binary").as("key"), col("value").cast("binary").as("value"));
  }

  /** Columns have their types, and may yet be empty; what is refused is told as JSON. */
  private static Dataset<Row> typed(Dataset<Row> events) {
    Column all =
        struct(
            col("evento_id"),
            col("user_id"),
            col("tipo"),
            col("monto"),
            col("timestamp"),
            col("region"));
    return events
        .withColumn(
            WireJson.DEFECTO,
            missing("evento_id", missing("user_id", missing("timestamp", lit(null)))))
        .withColumn("key", lit(null).cast("binary"))
        .withColumn("value", to_json(all).cast("binary"));
  }

  private static Column missing(String field, Column otherwise) {
    return when(col(field).isNull(), Defect.MISSING_FIELD + field).otherwise(otherwise);
  }

  private static Dataset<Row> results(Dataset<Row> decoded) {
    return SinkRows.routed(decoded, EventosJson.COLUMNS.fieldNames());
  }
}
