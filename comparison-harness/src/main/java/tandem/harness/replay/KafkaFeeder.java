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

/** Brings records to Kafka. */
final class KafkaFeeder implements Feeder {
  private final KafkaProducer<byte[], byte[]> prompt;
  private final KafkaProducer<byte[], byte[]> holding;
  private final Map<String, String> topics;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private KafkaProducer<byte[], byte[]> producer;

  /**
   * A feeder.
   *
   * @param prompt sends as it is given
   * @param holding sends when it is flushed
   * @param topics the trace's topic names to real ones
   */
  KafkaFeeder(
      KafkaProducer<byte[], byte[]> prompt,
      KafkaProducer<byte[], byte[]> holding,
      Map<String, String> topics) {
    this.prompt = prompt;
    this.holding = holding;
    this.topics = topics;
    this.producer = prompt;
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
  public void together() {
    producer = holding;
  }

  @Override
  public void flush() {
    producer.flush();
    producer = prompt;
    Exception error = failure.getAndSet(null);
    if (error != null) {
      throw new HarnessException(
          ExitCode.INVALID,
          "Kafka did not take a record of the trace: " + error.getMessage(),
          error);
    }
  }
}
