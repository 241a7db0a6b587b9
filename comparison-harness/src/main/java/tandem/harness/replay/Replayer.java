package tandem.harness.replay;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.Timeline;
import tandem.model.run.KafkaSettings;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceEntry.Action;

/**
 * Sends a trace to Kafka on its schedule. Open loop: a late sender does not slow the schedule; it
 * sends at once, and its lateness is recorded. Keep one for a whole run, so that it is warm.
 */
public final class Replayer implements AutoCloseable {
  private static final int BATCH_BYTES = 256 * 1024;
  private static final long SPIN_FREE_NANOS = 50_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  public Replayer(String bootstrap) {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ProducerConfig.ACKS_CONFIG, "1");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "5");
    // without retries, records of a partition keep the order of the trace
    settings.put(ProducerConfig.RETRIES_CONFIG, "0");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, "1");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(64 << 20));
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    settings.put(ProducerConfig.SEND_BUFFER_CONFIG, KafkaSettings.SYSTEM_BUFFER);
    settings.put(ProducerConfig.RECEIVE_BUFFER_CONFIG, KafkaSettings.SYSTEM_BUFFER);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** How a trace is sent. */
  public enum Pace {
    /** Each record at its instant. */
    SCHEDULED,
    /** All as fast as can be, to preload a topic. */
    AT_ONCE
  }

  /** A log for one replay of a trace. */
  public static SentLog logFor(Trace trace) {
    return new SentLog(
        trace.records(), trace.header().topics().size(), trace.header().partitions());
  }

  /**
   * Replays a trace; returns when all is acknowledged.
   *
   * @param topics the trace's topic names to real ones
   * @param log is told of every record
   * @param controls is called at each control of the trace, after all records before it are
   *     acknowledged
   */
  public void replay(
      Trace trace,
      Map<String, String> topics,
      Pace pace,
      SentLog log,
      BiConsumer<TraceEntry.Control, SentLog> controls) {
    new Replay(trace, topics, pace, log, controls).run();
  }

  @Override
  public void close() {
    producer.close();
  }

  /** One replay. */
  private final class Replay {
    private final Trace trace;
    private final Map<String, String> topics;
    private final Pace pace;
    private final SentLog log;
    private final BiConsumer<TraceEntry.Control, SentLog> controls;
    private long startMicros = Timeline.micros();
    private boolean atomic;
    private Future<RecordMetadata> last;

    Replay(
        Trace trace,
        Map<String, String> topics,
        Pace pace,
        SentLog log,
        BiConsumer<TraceEntry.Control, SentLog> controls) {
      this.trace = trace;
      this.topics = topics;
      this.pace = pace;
      this.log = log;
      this.controls = controls;
    }

    void run() {
      trace.forEach(
          entry -> {
            if (entry instanceof TraceEntry.Message message) {
              send(message);
            } else if (entry instanceof TraceEntry.Control control) {
              acknowledged();
              atomic = control.action() == Action.ATOMIC;
              controls.accept(control, log);
              startMicros = Timeline.micros();
            }
          });
      acknowledged();
    }

    private void send(TraceEntry.Message message) {
      // records that must be one batch go without waiting; the producer's linger puts them into one
      // request
      boolean scheduled = pace == Pace.SCHEDULED && !atomic;
      long due = scheduled ? startMicros + message.offsetMicros() : Timeline.micros();
      if (scheduled) {
        waitUntil(due);
      }
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              topics.get(message.topic()),
              message.partition(),
              message.timestampMillis(),
              message.key(),
              message.value());
      message.headers().forEach((name, value) -> record.headers().add(name, value));
      long index = message.index();
      last = producer.send(record, (where, error) -> note(index, where, error));
      int topic = trace.header().topics().indexOf(message.topic());
      int slot = topic * trace.header().partitions() + message.partition();
      log.sent(message.index(), due, Timeline.micros(), slot);
    }

    private void note(long index, RecordMetadata where, Exception error) {
      if (error != null) {
        failure.compareAndSet(null, error);
      } else {
        log.acknowledged(index, where.offset(), Timeline.micros());
      }
    }

    private void acknowledged() {
      producer.flush();
      Exception error = failure.getAndSet(null);
      if (error != null) {
        throw new HarnessException(
            ExitCode.INVALID,
            "Kafka did not take a record of the trace: " + error.getMessage(),
            error);
      }
      try {
        if (last != null) {
          last.get();
        }
      } catch (ExecutionException e) {
        throw new HarnessException(
            ExitCode.INVALID, "Kafka did not take a record of the trace: " + e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new HarnessException(ExitCode.INTERRUPTED, "interrupted", e);
      }
    }

    private static void waitUntil(long dueMicros) {
      long left = (dueMicros - Timeline.micros()) * 1_000;
      while (left > SPIN_FREE_NANOS) {
        if (Thread.currentThread().isInterrupted()) {
          throw new HarnessException(ExitCode.INTERRUPTED, "interrupted");
        }
        LockSupport.parkNanos(left - SPIN_FREE_NANOS / 2);
        left = (dueMicros - Timeline.micros()) * 1_000;
      }
    }
  }
}
