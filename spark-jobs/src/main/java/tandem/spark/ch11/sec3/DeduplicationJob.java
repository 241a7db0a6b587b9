package tandem.spark.ch11.sec3;

import static tandem.spark.runtime.Intervals.interval;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import tandem.model.ch11.sec3.Deduplication;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.EventosJson;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;

/**
 * Exercise 11.3.4 in Spark: dropDuplicates keeps what it has seen; with a watermark, for a while.
 */
public final class DeduplicationJob implements SparkExercise {
  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return switch (Deduplication.memory(spec.variant())) {
      case Deduplication.UNBOUNDED -> in.eventos().dropDuplicates("evento_id");
      case Deduplication.WITHIN_WATERMARK ->
          withWatermark(in).dropDuplicatesWithinWatermark("evento_id");
      case Deduplication.TTL -> remembered(in.eventos(), spec);
      case Deduplication.POSTGRES, Deduplication.POSTGRES_NAIVE, Deduplication.REDIS ->
          SinkRows.routed(askingOutside(in.positioned(), spec), EventosJson.COLUMNS.fieldNames());
      default -> withWatermark(in).dropDuplicates("evento_id", "timestamp");
    };
  }

  private static Dataset<Row> remembered(Dataset<Row> eventos, RunSpec spec) {
    return eventos
        .groupByKey(
            (MapFunction<Row, String>) row -> row.getString(row.fieldIndex("evento_id")),
            Encoders.STRING())
        .transformWithState(
            new RememberedIds(spec.accelerated(Deduplication.MEMORY)),
            TimeMode.ProcessingTime(),
            OutputMode.Append(),
            Encoders.row(eventos.schema()));
  }

  private static Dataset<Row> askingOutside(Dataset<Row> records, RunSpec spec) {
    return records.mapPartitions(
        new FirstSightings(Deduplication.store(spec)), Encoders.row(records.schema()));
  }

  private static Dataset<Row> withWatermark(SparkInputs in) {
    return in.eventos().withWatermark("timestamp", interval(Deduplication.DELAY));
  }
}
