package tandem.spark.ch11.sec5;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.ch11.sec5.CompleteIntoDelta;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.5.2 in Spark: events and amounts added up for each user. The output mode says whether
 * a batch has all users or those that have changed; how it gets into the table, as an overwrite or
 * a merge within foreachBatch, is {@code DeltaEnds}' matter.
 */
public final class CompleteIntoDeltaJob implements SparkExercise {

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    Dataset<Row> eventos = in.eventos();
    return CompleteIntoDelta.adds(spec.variant())
        ? eventos.select(
            col(CompleteIntoDelta.USER_ID),
            lit(1L).as(CompleteIntoDelta.NUM_EVENTOS),
            coalesce(col("monto"), lit(0.0)).as(CompleteIntoDelta.TOTAL))
        : eventos
            .groupBy(CompleteIntoDelta.USER_ID)
            .agg(
                count(lit(1)).as(CompleteIntoDelta.NUM_EVENTOS),
                coalesce(sum("monto"), lit(0.0)).as(CompleteIntoDelta.TOTAL));
  }

  @Override
  public OutputMode outputMode(String variant) {
    if (CompleteIntoDelta.adds(variant)) {
      return OutputMode.Append();
    }
    return CompleteIntoDelta.complete(variant) ? OutputMode.Complete() : OutputMode.Update();
  }

  /** A merge takes one row of each key. */
  @Override
  public Optional<UnaryOperator<Dataset<Row>>> eachBatch(RunSpec spec) {
    return CompleteIntoDelta.adds(spec.variant())
        ? Optional.of(CompleteIntoDeltaJob::addedUp)
        : Optional.empty();
  }

  private static Dataset<Row> addedUp(Dataset<Row> increments) {
    return increments
        .groupBy(CompleteIntoDelta.USER_ID)
        .agg(
            sum(CompleteIntoDelta.NUM_EVENTOS).as(CompleteIntoDelta.NUM_EVENTOS),
            sum(CompleteIntoDelta.TOTAL).as(CompleteIntoDelta.TOTAL));
  }
}
