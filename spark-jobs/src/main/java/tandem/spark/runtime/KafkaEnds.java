package tandem.spark.runtime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
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

/** The Kafka source and sink between a run's topics and a query. */
final class KafkaEnds {
  static final String FORMAT = "kafka";

  private KafkaEnds() {}

  /** The stream of a topic: key and value. */
  static Dataset<Row> source(SparkSession session, RunSpec spec, String topic) {
    DataStreamReader reader =
        session
            .readStream()
            .format(FORMAT)
            .option("kafka.bootstrap.servers", spec.bootstrap())
            .option("subscribe", topic)
            .option(
                "startingOffsets", spec.startFrom() == StartFrom.LATEST ? "latest" : "earliest");
    KafkaSettings.CONSUMER.forEach((name, value) -> reader.option("kafka." + name, value));
    if (spec.maxOffsetsPerTrigger() > 0) {
      reader.option("maxOffsetsPerTrigger", spec.maxOffsetsPerTrigger());
    }
    return reader.load().select("key", "value");
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
