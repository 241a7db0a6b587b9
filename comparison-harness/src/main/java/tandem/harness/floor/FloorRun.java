package tandem.harness.floor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Variant;
import tandem.model.codec.Decoded;
import tandem.model.codec.EventoCodec;
import tandem.model.codec.Json;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.run.EngineEvent;
import tandem.model.run.EngineServer;
import tandem.model.run.KafkaSettings;
import tandem.model.run.PassageLog;
import tandem.model.run.RunSpec;

/** One run of the floor: a consumer and a producer for each partition of the inputs. */
final class FloorRun implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final RunSpec spec;
  private final Consumer<EngineEvent> events;
  private final Map<String, Function<Evento, Record>> rules = new HashMap<>();
  private final Map<String, Long> done = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final PassageLog passages;
  private volatile boolean closing;

  FloorRun(RunSpec spec, Consumer<EngineEvent> events) {
    this.spec = spec;
    this.events = events;
    this.passages = new PassageLog(spec.sampleEvery());
    Variant variant = Catalog.exercise(spec.exercise()).variant(spec.variant());
    variant.inputs().forEach(input -> rules.put(spec.topic(input), variant.perRecord(input)));
    for (int partition = 0; partition < spec.parallelism(); partition++) {
      int number = partition;
      List<TopicPartition> sources =
          rules.keySet().stream().map(topic -> new TopicPartition(topic, number)).toList();
      Thread thread = new Thread(() -> work(sources), "floor-" + partition);
      threads.add(thread);
      thread.start();
    }
  }

  @Override
  public void close() {
    closing = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    passages.tell(events);
  }

  private void work(List<TopicPartition> sources) {
    Map<String, Object> consumerSettings = new HashMap<>(spec.consumer());
    consumerSettings.put("bootstrap.servers", spec.bootstrap());
    Map<String, Object> producerSettings = new HashMap<>(KafkaSettings.PRODUCER);
    producerSettings.put("bootstrap.servers", spec.bootstrap());
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                consumerSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                producerSettings, new ByteArraySerializer(), new ByteArraySerializer())) {
      consumer.assign(sources);
      consumer.seekToBeginning(sources);
      long reported = 0;
      while (!closing) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          passages.taken(record.topic(), record.partition(), record.offset());
          apply(record, producer);
          passages.done();
        }
        if (System.nanoTime() - reported > POLL.toNanos()) {
          reported = System.nanoTime();
          report(consumer);
        }
      }
      producer.flush();
    } catch (RuntimeException e) {
      events.accept(new EngineEvent.Failed(String.valueOf(e.getMessage())));
    }
  }

  private void apply(
      ConsumerRecord<byte[], byte[]> record, KafkaProducer<byte[], byte[]> producer) {
    Decoded decoded = EventoCodec.decode(record.value());
    if (!decoded.accepted()) {
      ProducerRecord<byte[], byte[]> refused =
          new ProducerRecord<>(spec.topic(DeadLetter.OUTPUT), record.key(), record.value());
      refused
          .headers()
          .add(DeadLetter.REASON_HEADER, decoded.defect().getBytes(StandardCharsets.UTF_8));
      send(refused, producer);
      return;
    }
    Record row = rules.get(record.topic()).apply(decoded.evento());
    if (row != null) {
      byte[] value = Json.row(row);
      passages.handed();
      send(new ProducerRecord<>(spec.topic(Variant.RESULT), value), producer);
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record, KafkaProducer<byte[], byte[]> producer) {
    var unused =
        producer.send(
            record,
            (where, error) -> {
              if (error != null) {
                events.accept(new EngineEvent.Failed(EngineServer.rootCause(error)));
              }
            });
  }

  private void report(KafkaConsumer<byte[], byte[]> consumer) {
    for (TopicPartition source : consumer.assignment()) {
      done.put(
          EngineEvent.partitionKey(source.topic(), source.partition()), consumer.position(source));
    }
    long records = done.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Long> offsets = Map.copyOf(done);
    events.accept(
        new EngineEvent.Progress(
            Instant.now(), offsets, offsets, null, 0, 0, 0, 0, EngineServer.gcMillis(), records));
    passages.tell(events);
  }
}
