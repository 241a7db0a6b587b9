package tandem.spark.runtime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import tandem.model.catalog.Variant;
import tandem.model.event.DeadLetter;
import tandem.model.run.KafkaSettings;
import tandem.model.run.RunSpec;
import tandem.model.run.StartFrom;
import tandem.spark.runtime.SparkInputs.Subscription;

/** The Kafka source and sink between a run's topics and a query. */
final class KafkaEnds {
  static final String FORMAT = "kafka";

  private KafkaEnds() {}

  /** What a subscription's topics will hold, as a stream: key, value and topic. */
  static Dataset<Row> stream(SparkSession session, RunSpec spec, Subscription subscription) {
    DataStreamReader reader =
        session
            .readStream()
            .format(FORMAT)
            .options(reading(spec, subscription))
            .option(
                "startingOffsets", spec.startFrom() == StartFrom.LATEST ? "latest" : "earliest");
    if (spec.maxOffsetsPerTrigger() > 0) {
      reader.option("maxOffsetsPerTrigger", spec.maxOffsetsPerTrigger());
    }
    return named(reader.load(), spec);
  }

  /** What they hold now, as a table. */
  static Dataset<Row> table(SparkSession session, RunSpec spec, Subscription subscription) {
    return named(session.read().format(FORMAT).options(reading(spec, subscription)).load(), spec);
  }

  private static Map<String, String> reading(RunSpec spec, Subscription subscription) {
    Map<String, String> options = new HashMap<>();
    options.put("kafka.bootstrap.servers", spec.bootstrap());
    spec.consumer().forEach((name, value) -> options.put("kafka." + name, value));
    if (subscription.pattern() == null) {
      List<String> topics = subscription.topics().stream().map(spec::topic).toList();
      options.put("subscribe", String.join(",", topics));
    } else {
      options.put("subscribePattern", spec.topicPattern(subscription.pattern()).pattern());
    }
    return options;
  }

  /** Topics by the exercise's names. */
  private static Dataset<Row> named(Dataset<Row> records, RunSpec spec) {
    Column name = expr("substring(topic, " + (spec.topicPrefix().length() + 1) + ")");
    return records.select(
        col("key"),
        col("value"),
        col("partition"),
        col("offset"),
        col("timestamp").as(SparkInputs.SENT),
        name.as("topic"));
  }

  /** Rows for the sink, each with its topic. */
  static Dataset<Row> toTopics(Dataset<Row> rows, RunSpec spec) {
    Column topic =
        when(col(SinkRows.OUTPUT).equalTo(DeadLetter.OUTPUT), spec.topic(DeadLetter.OUTPUT))
            .otherwise(spec.topic(Variant.RESULT));
    return rows.select(topic.as("topic"), col("key"), col("value"), col("headers"));
  }

  static Map<String, String> sinkOptions(RunSpec spec) {
    Map<String, String> options = new HashMap<>();
    options.put("kafka.bootstrap.servers", spec.bootstrap());
    KafkaSettings.PRODUCER.forEach((name, value) -> options.put("kafka." + name, value));
    return options;
  }
}
