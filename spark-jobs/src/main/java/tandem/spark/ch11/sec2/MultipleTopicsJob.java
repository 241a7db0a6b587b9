package tandem.spark.ch11.sec2;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.ch11.sec2.MultipleTopics;
import tandem.model.ch11.sec2.MultipleTopics.Kind;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.EventosJson;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;
import tandem.spark.runtime.WireJson;

/**
 * Exercise 11.2.3 in Spark: the topic is a column of every row. Each branch of a query reads its
 * source for itself, so the union costs as many scans of the topic as it has kinds.
 */
public final class MultipleTopicsJob implements SparkExercise {
  private static final String[] EVENT = {
    "tipo_evento", "evento_id", "user_id", "monto", "timestamp", "region"
  };
  private static final String[] ACTIVITY = {"tipo", "id", "timestamp", "pagina", "monto", "motivo"};

  @Override
  public Dataset<Row> define(SparkInputs in, RunSpec spec) {
    return switch (spec.variant()) {
      case MultipleTopics.PATTERN -> events(in.subscribePattern(MultipleTopics.TOPIC_PATTERN));
      case MultipleTopics.UNION -> union(in.subscribe(List.of(MultipleTopics.UNION_TOPIC)));
      case MultipleTopics.SCHEMAS_DIFFER -> topics(in);
      default -> events(in.subscribe(MultipleTopics.topics(spec.variant())));
    };
  }

  /** Events alike: where each came from is one column more. */
  private static Dataset<Row> events(Dataset<Row> records) {
    Dataset<Row> eventos = EventosJson.decoded(records, "topic");
    return SinkRows.routed(eventos.withColumnRenamed("topic", "tipo_evento"), EVENT);
  }

  /** A source for each schema; then all are one. */
  private static Dataset<Row> topics(SparkInputs in) {
    return Arrays.stream(Kind.values())
        .map(kind -> ownTopic(in.subscribe(List.of(kind.topic())), kind))
        .reduce(Dataset::union)
        .orElseThrow();
  }

  private static Dataset<Row> ownTopic(Dataset<Row> records, Kind kind) {
    Dataset<Row> decoded = WireJson.decoded(records, kind.ownSchema());
    return activity(decoded, kind, col(kind.idField()), col(kind.timeField()));
  }

  /** One source for all kinds; each kind's records are picked out of it. */
  private static Dataset<Row> union(Dataset<Row> records) {
    Dataset<Row> envelopes = WireJson.decoded(records, MultipleTopics.UNION_SCHEMA);
    Column refused = col(WireJson.DEFECTO).isNotNull();
    Object[] known = Arrays.stream(Kind.values()).map(Kind::tipo).toArray();
    Dataset<Row> others =
        envelopes
            .where(refused.or(col("tipo").isin(known).equalTo(false)))
            .withColumn(
                WireJson.DEFECTO,
                when(refused, col(WireJson.DEFECTO)).otherwise(MultipleTopics.UNKNOWN_TYPE));
    return Arrays.stream(Kind.values())
        .map(kind -> payload(envelopes.where(refused.equalTo(false)), kind))
        .reduce(SinkRows.deadLetters(others), Dataset::union);
  }

  private static Dataset<Row> payload(Dataset<Row> envelopes, Kind kind) {
    Dataset<Row> payloads =
        envelopes
            .where(col("tipo").equalTo(kind.tipo()))
            .select(
                col("id"),
                col("timestamp").as("cuando"),
                col("key"),
                col("value").as("original"),
                col("payload").cast("binary").as("value"));
    Dataset<Row> decoded =
        WireJson.decoded(payloads, kind.payload(), "id", "cuando", "original")
            .withColumn("value", col("original"))
            .withColumn(
                WireJson.DEFECTO,
                concat(lit(MultipleTopics.PAYLOAD_DEFECT), col(WireJson.DEFECTO)));
    return activity(decoded, kind, col("id"), col("cuando"));
  }

  /** What all kinds have in common, and what only one has. */
  private static Dataset<Row> activity(
      Dataset<Row> decoded, Kind kind, Column id, Column timestamp) {
    Dataset<Row> common =
        decoded.select(
            lit(kind.tipo()).as("tipo"),
            id.as("id"),
            timestamp.as("timestamp"),
            own(decoded, "pagina", "string"),
            own(decoded, "monto", "double"),
            own(decoded, "motivo", "string"),
            col(WireJson.DEFECTO),
            col("key"),
            col("value"));
    return SinkRows.routed(common, ACTIVITY);
  }

  private static Column own(Dataset<Row> decoded, String field, String type) {
    boolean present = Arrays.asList(decoded.columns()).contains(field);
    return (present ? col(field) : lit(null).cast(type)).as(field);
  }
}
