package tandem.flink.runtime;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tandem.model.run.EngineEvent;
import tandem.model.run.RunSpec;

/** The end of an input that has one: what its topics hold when the job starts. */
final class BoundedInput {
  private BoundedInput() {}

  /** The next offset of each partition. */
  static Map<String, Long> ends(RunSpec spec) {
    Map<String, Object> settings = Map.of("bootstrap.servers", spec.bootstrap());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<TopicPartition, Long> found =
          consumer.endOffsets(
              spec.topics().values().stream()
                  .flatMap(topic -> consumer.partitionsFor(topic).stream())
                  .map(info -> new TopicPartition(info.topic(), info.partition()))
                  .collect(Collectors.toSet()));
      Map<String, Long> ends = new TreeMap<>();
      found.forEach(
          (at, offset) -> ends.put(EngineEvent.partitionKey(at.topic(), at.partition()), offset));
      return ends;
    }
  }
}
