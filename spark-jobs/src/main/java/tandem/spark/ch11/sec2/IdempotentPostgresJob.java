package tandem.spark.ch11.sec2;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.ch11.sec2.IdempotentPostgres;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.2.4 in Spark: purchases added up for each region and month. Totals are state of the
 * query, which gives out those that a batch has changed; increments need no state, and are the sums
 * of a batch alone. How a batch gets into the table is {@code PostgresEnds}' matter.
 */
public final class IdempotentPostgresJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Dataset<Row> purchases =
        in.eventos()
            .where(col("tipo").equalTo(IdempotentPostgres.COMPRA))
            .select(
                coalesce(col("region"), lit(Evento.REGION_DESCONOCIDA))
                    .as(IdempotentPostgres.REGION),
                date_format(col("timestamp"), IdempotentPostgres.MONTH_PATTERN)
                    .as(IdempotentPostgres.MES),
                coalesce(col("monto"), lit(0.0)).as(IdempotentPostgres.REVENUE));
    return IdempotentPostgres.adds(spec.variant()) ? purchases : addedUp(purchases);
  }

  /** What a batch adds: one row for each key, as no two tasks may write the same row. */
  @Override
  public Optional<UnaryOperator<Dataset<Row>>> eachBatch(RunSpec spec) {
    return IdempotentPostgres.adds(spec.variant())
        ? Optional.of(IdempotentPostgresJob::addedUp)
        : Optional.empty();
  }

  private static Dataset<Row> addedUp(Dataset<Row> purchases) {
    return purchases
        .groupBy(IdempotentPostgres.REGION, IdempotentPostgres.MES)
        .agg(sum(IdempotentPostgres.REVENUE).as(IdempotentPostgres.REVENUE));
  }

  @Override
  public OutputMode outputMode(String variant) {
    return IdempotentPostgres.adds(variant) ? OutputMode.Append() : OutputMode.Update();
  }
}
