package tandem.harness.replay;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.Timeline;
import tandem.model.trace.TraceEntry;

/**
 * Brings records to Kafka.
 *
 * @param topics the trace's topic names to real ones
 */
record KafkaFeeder(
    KafkaProducer<byte[], byte[]> producer,
    Map<String, String> topics,
    AtomicReference<Exception> failure)
    implements Feeder {

  KafkaFeeder(KafkaProducer<byte[], byte[]> producer, Map<String, String> topics) {
    this(producer, topics, new AtomicReference<>());
  }

  @Override
  public void send(TraceEntry.Message message, SentLog log) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topics.get(message.topic()),
            message.partition(),
            message.timestampMillis(),
            message.key(),
            message.value());
    message.headers().forEach((name, value) -> record.headers().add(name, value));
    long index = message.index();
    var unused = producer.send(record, (where, error) -> note(index, where, error, log));
  }

  private void note(long index, RecordMetadata where, Exception error, SentLog log) {
    if (error != null) {
      failure.compareAndSet(null, error);
    } else {
      log.acknowledged(index, where.offset(), Timeline.micros());
    }
  }

  @Override
  public void flush() {
    producer.flush();
    Exception error = failure.getAndSet(null);
    if (error != null) {
      throw new HarnessException(
          ExitCode.INVALID,
          "Kafka did not take a record of the trace: " + error.getMessage(),
          error);
    }
  }
}
