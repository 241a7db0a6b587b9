package tandem.spark.ch11.sec6;

import static org.apache.spark.sql.functions.broadcast;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import tandem.model.catalog.Service;
import tandem.model.ch11.sec6.StreamStaticJoin;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.6.1 in Spark: a join with a table that is no stream is executed anew with each
 * micro-batch, table and all. How new the table then is, its format decides: the files of Parquet
 * are listed once, Delta and PostgreSQL are asked each time.
 */
public final class StreamStaticJoinJob implements SparkExercise {
  private static final String[] RESULT = {
    "evento_id",
    "user_id",
    "tipo",
    "monto",
    "timestamp",
    "region",
    StreamStaticJoin.NOMBRE,
    StreamStaticJoin.SEGMENTO,
    StreamStaticJoin.VERSION
  };

  /** Said here, so that no file must be opened to find out. */
  private static final StructType CLIENT =
      new StructType()
          .add(StreamStaticJoin.USER_ID, DataTypes.StringType)
          .add(StreamStaticJoin.NOMBRE, DataTypes.StringType)
          .add(StreamStaticJoin.SEGMENTO, DataTypes.StringType)
          .add(StreamStaticJoin.VERSION, DataTypes.LongType);

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Dataset<Row> eventos = in.decoded();
    return eachBatch(spec).isPresent() ? eventos : enriched(eventos, spec);
  }

  /** Reads the folder anew: another listing for each batch. */
  @Override
  public Optional<UnaryOperator<Dataset<Row>>> eachBatch(RunSpec spec) {
    return spec.variant().equals(StreamStaticJoin.PARQUET_REREAD)
        ? Optional.of(batch -> enriched(batch, spec))
        : Optional.empty();
  }

  /** Refused records find no client, and stay what they are. */
  private static Dataset<Row> enriched(Dataset<Row> eventos, RunSpec spec) {
    // without the hint a table of unknown size, or of over 10 MB, would be shuffled with the events
    Dataset<Row> clientes = broadcast(clientes(eventos.sparkSession(), spec));
    String[] key = {StreamStaticJoin.USER_ID};
    return SinkRows.routed(eventos.join(clientes, key, "left"), RESULT);
  }

  private static Dataset<Row> clientes(SparkSession session, RunSpec spec) {
    return switch (spec.variant()) {
      case StreamStaticJoin.DELTA ->
          session.read().format("delta").load(spec.source(StreamStaticJoin.CLIENTES));
      case StreamStaticJoin.POSTGRES ->
          session
              .read()
              .format("jdbc")
              .option("url", spec.service(Service.POSTGRES))
              .option("dbtable", StreamStaticJoin.CLIENTES)
              .load();
      default -> session.read().schema(CLIENT).parquet(spec.source(StreamStaticJoin.CLIENTES));
    };
  }
}
