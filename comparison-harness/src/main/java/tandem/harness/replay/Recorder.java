package tandem.harness.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.Timeline;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceWriter;

/**
 * Records a user's own traffic from a live topic: every byte of key, value and headers, at the pace
 * at which it came.
 */
public final class Recorder {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final String API_TIMEOUT_MILLIS = "10000";

  private Recorder() {}

  /**
   * Records what arrives from now on.
   *
   * @param name of the topic in the trace
   */
  public static Trace record(String bootstrap, String topic, String name, Duration time, Path out) {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      if (partitions == null || partitions.isEmpty()) {
        throw new HarnessException(
            ExitCode.USAGE, "there is no topic '" + topic + "' at " + bootstrap);
      }
      consumer.assign(
          partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList());
      consumer.seekToEnd(consumer.assignment());
      TraceHeader header =
          new TraceHeader(
              TraceHeader.FORMAT,
              "recorded",
              "",
              null,
              List.of(name),
              partitions.size(),
              1,
              Duration.ZERO,
              time);
      write(consumer, name, time, out, header);
    } catch (KafkaException e) {
      throw new HarnessException(
          ExitCode.ENVIRONMENT, "no Kafka answers at " + bootstrap + ": " + e.getMessage(), e);
    }
    return Trace.open(out);
  }

  private static void write(
      KafkaConsumer<byte[], byte[]> consumer,
      String name,
      Duration time,
      Path out,
      TraceHeader header) {
    consumer.assignment().forEach(consumer::position);
    long begun = Timeline.micros();
    try (TraceWriter writer = new TraceWriter(out, header)) {
      for (long now = begun; now - begun < time.toNanos() / 1_000; now = Timeline.micros()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Map<String, byte[]> headers = new HashMap<>();
          for (Header each : record.headers()) {
            headers.put(each.key(), each.value());
          }
          writer.recordWithoutEventTime(
              now - begun,
              name,
              record.partition(),
              record.key(),
              record.value(),
              headers,
              record.timestamp());
        }
      }
    }
  }
}
