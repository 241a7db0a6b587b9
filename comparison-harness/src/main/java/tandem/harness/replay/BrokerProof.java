package tandem.harness.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.model.run.KafkaSettings;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;

/**
 * Proves after a replay that the broker holds the trace and nothing else: per partition, the number
 * of records and the hash over all that they carry, in order. Without it, "identical traffic" would
 * only be what the driver meant to do.
 */
public final class BrokerProof {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private BrokerProof() {}

  /** What one partition holds. */
  private static final class Content {
    private final MessageDigest digest = sha256();
    private long records;

    void add(byte[] key, byte[] value, Map<String, byte[]> headers, long timestampMillis) {
      records++;
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(timestampMillis).array());
      field(key);
      field(value);
      if (!headers.isEmpty()) {
        new TreeMap<>(headers)
            .forEach(
                (name, content) -> {
                  field(name.getBytes(StandardCharsets.UTF_8));
                  field(content);
                });
      }
    }

    /** The length before the bytes, or two fields could pass for one. */
    private void field(byte[] bytes) {
      int length = bytes == null ? -1 : bytes.length;
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
      if (bytes != null) {
        digest.update(bytes);
      }
    }
  }

  /**
   * Reads the input topics back.
   *
   * @param topics the trace's topic names to real ones
   * @param sent what the replay had sent when it ended; an engine that fell behind ends it early
   * @throws HarnessException if they differ from the trace
   */
  public static void check(
      String bootstrap, Trace trace, Map<String, String> topics, SentLog sent) {
    Map<TopicPartition, Content> meant = meant(trace, topics, sent);
    Map<TopicPartition, Content> held = held(bootstrap, meant.keySet().stream().toList());
    meant.forEach(
        (partition, expected) -> {
          Content found = held.get(partition);
          if (found.records != expected.records) {
            throw refuted(partition, found.records + " records, the trace has " + expected.records);
          }
          if (!Arrays.equals(found.digest.digest(), expected.digest.digest())) {
            throw refuted(partition, "other records than the trace");
          }
        });
  }

  private static HarnessException refuted(TopicPartition where, String what) {
    return new HarnessException(
        ExitCode.INVALID,
        "the broker does not hold what was replayed: "
            + where
            + " has "
            + what
            + "; is somebody else writing to it?");
  }

  private static Map<TopicPartition, Content> meant(
      Trace trace, Map<String, String> topics, SentLog sent) {
    Map<TopicPartition, Content> contents = new HashMap<>();
    int partitions = trace.header().partitions();
    for (int slot = 0; slot < partitions * trace.header().topics().size(); slot++) {
      // a topic to which nothing was sent may not have come into being
      if (toTopic(slot / partitions, partitions, sent) > 0) {
        String topic = topics.get(trace.header().topics().get(slot / partitions));
        contents.put(new TopicPartition(topic, slot % partitions), new Content());
      }
    }
    trace.forEach(
        entry -> {
          if (entry instanceof TraceEntry.Message m && m.index() < sent.sent()) {
            contents
                .get(new TopicPartition(topics.get(m.topic()), m.partition()))
                .add(m.key(), m.value(), m.headers(), m.timestampMillis());
          }
        });
    return contents;
  }

  private static long toTopic(int topic, int partitions, SentLog sent) {
    return IntStream.range(topic * partitions, (topic + 1) * partitions)
        .mapToLong(sent::sentTo)
        .sum();
  }

  private static Map<TopicPartition, Content> held(
      String bootstrap, List<TopicPartition> partitions) {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000");
    // nobody writes any more, and closing waits for the fetch that is under way
    settings.putAll(KafkaSettings.UNTIMED_CONSUMER);
    Map<TopicPartition, Content> contents = new HashMap<>();
    partitions.forEach(partition -> contents.put(partition, new Content()));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        if (System.nanoTime() > deadline) {
          throw new HarnessException(
              ExitCode.INVALID, "the broker does not give back what was replayed");
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          // a long trace takes long: only a broker that gives nothing more has failed
          deadline = System.nanoTime() + PATIENCE.toNanos();
          Map<String, byte[]> headers = new HashMap<>();
          for (Header header : record.headers()) {
            headers.put(header.key(), header.value());
          }
          contents
              .get(new TopicPartition(record.topic(), record.partition()))
              .add(record.key(), record.value(), headers, record.timestamp());
        }
      }
    }
    return contents;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
