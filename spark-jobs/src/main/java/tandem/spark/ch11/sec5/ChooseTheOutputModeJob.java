package tandem.spark.ch11.sec5;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.window;
import static tandem.spark.runtime.Intervals.interval;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.ch11.sec5.ChooseTheOutputMode;
import tandem.model.event.Evento;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.5.3 in Spark: what a case asks for is a query, and whether its reader gets what he
 * wants is a matter of the output mode.
 */
public final class ChooseTheOutputModeJob implements SparkExercise {
  private static final Column TOTAL = coalesce(sum("monto"), lit(0.0)).as("total");
  private static final Column VENTAS = count(lit(1)).as("ventas");

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return switch (spec.variant()) {
      case ChooseTheOutputMode.LIVE_TOTAL, ChooseTheOutputMode.LIVE_TOTAL_DELTA ->
          sales(in.eventos()).groupBy(to_date(col("timestamp")).as("fecha")).agg(VENTAS, TOTAL);
      case ChooseTheOutputMode.LIVE_TOTAL_APPEND -> dayByWindow(withWatermark(in));
      case ChooseTheOutputMode.AUDIT, ChooseTheOutputMode.AUDIT_COMPLETE ->
          in.eventos().select("evento_id", "user_id", "tipo", "monto", "timestamp");
      case ChooseTheOutputMode.TOP_10, ChooseTheOutputMode.TOP_10_UPDATE ->
          best(sales(in.eventos()));
      case ChooseTheOutputMode.FREQUENT, ChooseTheOutputMode.FREQUENT_APPEND ->
          frequent(withWatermark(in));
      default -> metrics(withWatermark(in));
    };
  }

  @Override
  public OutputMode outputMode(String variant) {
    return switch (variant) {
      case ChooseTheOutputMode.LIVE_TOTAL,
          ChooseTheOutputMode.TOP_10_UPDATE,
          ChooseTheOutputMode.FREQUENT,
          ChooseTheOutputMode.METRICS_UPDATE ->
          OutputMode.Update();
      case ChooseTheOutputMode.LIVE_TOTAL_DELTA,
          ChooseTheOutputMode.AUDIT_COMPLETE,
          ChooseTheOutputMode.TOP_10 ->
          OutputMode.Complete();
      default -> OutputMode.Append();
    };
  }

  /** A stream can be sorted when it is given whole, and its rows be numbered only in a batch. */
  @Override
  public Optional<UnaryOperator<Dataset<Row>>> eachBatch(RunSpec spec) {
    Column place = row_number().over(Window.orderBy(col("total").desc(), col("user_id")));
    return spec.variant().equals(ChooseTheOutputMode.TOP_10)
        ? Optional.of(
            batch -> batch.select(place.cast("long").as("puesto"), col("user_id"), col("total")))
        : Optional.empty();
  }

  private static Dataset<Row> withWatermark(SparkInputs in) {
    // the optimizer would move a filter by column below the watermark, and then only sales would
    // move it; into a function it can't see
    FilterFunction<Row> sale = evento -> ChooseTheOutputMode.COMPRA.equals(evento.getAs("tipo"));
    return in.eventos()
        .withWatermark("timestamp", interval(ChooseTheOutputMode.DELAY))
        .filter(sale);
  }

  private static Dataset<Row> sales(Dataset<Row> eventos) {
    return eventos.where(col("tipo").equalTo(ChooseTheOutputMode.COMPRA));
  }

  private static Dataset<Row> dayByWindow(Dataset<Row> sales) {
    return sales
        .groupBy(window(col("timestamp"), interval(ChooseTheOutputMode.DAY)))
        .agg(VENTAS, TOTAL)
        .select(to_date(col("window.start")).as("fecha"), col("ventas"), col("total"));
  }

  /** The best of the newest week, in which more have bought than there are places. */
  private static Dataset<Row> best(Dataset<Row> sales) {
    return sales
        .groupBy(date_trunc("week", col("timestamp")).as("semana"), col("user_id"))
        .agg(TOTAL)
        .orderBy(col("semana").desc(), col("total").desc(), col("user_id"))
        .limit(ChooseTheOutputMode.PLACES)
        .select("user_id", "total");
  }

  private static Dataset<Row> frequent(Dataset<Row> sales) {
    String hour = interval(ChooseTheOutputMode.LAST_HOUR);
    return sales
        .groupBy(
            window(col("timestamp"), hour, interval(ChooseTheOutputMode.SLIDE)), col("user_id"))
        .agg(VENTAS)
        .where(col("ventas").gt(ChooseTheOutputMode.OFTEN))
        .select("user_id");
  }

  private static Dataset<Row> metrics(Dataset<Row> sales) {
    Column region = coalesce(col("region"), lit(Evento.REGION_DESCONOCIDA)).as("region");
    return sales
        .groupBy(window(col("timestamp"), interval(ChooseTheOutputMode.METRIC_WINDOW)), region)
        .agg(VENTAS, TOTAL)
        .select(
            col("window.start").as("inicio"),
            col("window.end").as("fin"),
            col("region"),
            col("ventas"),
            col("total"));
  }
}
