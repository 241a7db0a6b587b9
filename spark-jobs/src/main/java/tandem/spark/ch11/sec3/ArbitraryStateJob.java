package tandem.spark.ch11.sec3;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.window;
import static tandem.spark.runtime.Intervals.interval;

import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import tandem.model.ch11.sec3.ArbitraryState;
import tandem.model.ch11.sec3.OpenSession;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/** Exercise 11.3.3 in Spark: sessions by hand with transformWithState, and with its older twins. */
public final class ArbitraryStateJob implements SparkExercise {
  private static final Encoder<OpenSession> SESSION = Encoders.bean(OpenSession.class);

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    long gapMillis = ArbitraryState.GAP.toMillis();
    long clockGapMillis = spec.accelerated(ArbitraryState.GAP).toMillis();
    return switch (spec.variant()) {
      case ArbitraryState.PROCESSING_TIME ->
          byUser(in.eventos())
              .transformWithState(
                  new ClockSessions(clockGapMillis),
                  TimeMode.ProcessingTime(),
                  OutputMode.Append(),
                  SessionRows.ENCODER);
      case ArbitraryState.LEGACY ->
          byUser(withWatermark(in))
              .flatMapGroupsWithState(
                  new LegacySessions(gapMillis),
                  OutputMode.Append(),
                  Encoders.bean(LegacySessions.Open.class),
                  SessionRows.ENCODER,
                  GroupStateTimeout.EventTimeTimeout());
      case ArbitraryState.COURSE ->
          byUser(in.eventos())
              .flatMapGroupsWithState(
                  new CourseSessions(gapMillis, clockGapMillis),
                  OutputMode.Append(),
                  SESSION,
                  SessionRows.ENCODER,
                  GroupStateTimeout.ProcessingTimeTimeout());
      case ArbitraryState.MAP_GROUPS ->
          byUser(in.eventos())
              .mapGroupsWithState(
                  new RunningTotals(),
                  SESSION,
                  SessionRows.RUNNING_ENCODER,
                  GroupStateTimeout.NoTimeout());
      case ArbitraryState.PER_MINUTE ->
          withWatermark(in)
              .groupBy(window(col("timestamp"), interval(ArbitraryState.MINUTE)), col("user_id"))
              .agg(
                  count(lit(1)).as("num_eventos"),
                  coalesce(sum("monto"), lit(0.0)).as("valor_total"))
              .select(
                  col("user_id"),
                  col("window.start").as("inicio"),
                  col("num_eventos"),
                  col("valor_total"));
      default ->
          byUser(withWatermark(in))
              .transformWithState(
                  new EventTimeSessions(gapMillis),
                  TimeMode.EventTime(),
                  OutputMode.Append(),
                  SessionRows.ENCODER);
    };
  }

  @Override
  public OutputMode outputMode(String variant) {
    return variant.equals(ArbitraryState.MAP_GROUPS) ? OutputMode.Update() : OutputMode.Append();
  }

  @Override
  public Optional<String> stateVariable(String variant) {
    return switch (variant) {
      case ArbitraryState.EVENT_TIME, ArbitraryState.IDLE_6H, ArbitraryState.PROCESSING_TIME ->
          Optional.of(EventTimeSessions.STATE);
      default -> Optional.empty();
    };
  }

  @Override
  public Column liveEntries(String variant) {
    return variant.equals(ArbitraryState.LEGACY)
        ? size(col("value.groupState.sessions"))
        : SparkExercise.super.liveEntries(variant);
  }

  private static Dataset<Row> withWatermark(SparkInputs in) {
    return in.eventos().withWatermark("timestamp", interval(ArbitraryState.DELAY));
  }

  private static KeyValueGroupedDataset<String, Row> byUser(Dataset<Row> eventos) {
    return eventos.groupByKey(
        (MapFunction<Row, String>) row -> row.getString(row.fieldIndex("user_id")),
        Encoders.STRING());
  }
}
