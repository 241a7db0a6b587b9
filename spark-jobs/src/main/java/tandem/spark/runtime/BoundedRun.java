package tandem.spark.runtime;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.run.EngineEvent;
import tandem.model.run.EngineServer;
import tandem.model.run.RunSpec;

/** A batch job under way: it takes what its topics held at the start, and ends. */
final class BoundedRun {
  private final Thread thread;

  private BoundedRun(Thread thread) {
    this.thread = thread;
  }

  /** Starts to write the rows to Kafka; tells of the end, or of the failure. */
  static BoundedRun start(RunSpec spec, Dataset<Row> rows, Consumer<EngineEvent> events) {
    Map<String, Long> ends = ends(spec);
    Thread thread =
        new Thread(
            () -> {
              try {
                rows.write().format(KafkaEnds.FORMAT).options(KafkaEnds.sinkOptions(spec)).save();
                events.accept(EngineEvent.Progress.atEnd(ends));
              } catch (RuntimeException e) {
                events.accept(new EngineEvent.Failed(EngineServer.rootCause(e)));
              }
            },
            "batch");
    thread.start();
    return new BoundedRun(thread);
  }

  /** Waits for the end. */
  void join() throws InterruptedException {
    thread.join();
  }

  private static Map<String, Long> ends(RunSpec spec) {
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
