package tandem.harness.replay;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.Timeline;
import tandem.model.run.KafkaSettings;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceEntry.Action;

/**
 * Sends a trace to Kafka, or to where a {@link Feeder} brings it, on its schedule. Open loop: a
 * late sender does not slow the schedule; it sends at once, and its lateness is recorded. Keep one
 * for a whole run, so that it is warm.
 */
public final class Replayer implements AutoCloseable {
  /**
   * Kafka's own default. In some stretches the producer's thread sleeps although its linger has
   * passed, and only a batch that is full wakes it: with 256 KiB that took 182 ms at 20,000
   * events/s.
   */
  private static final int BATCH_BYTES = 16 * 1024;

  /** Room for all that is to be one request. */
  private static final int LARGE_BATCH_BYTES = 256 * 1024;

  private static final long SPIN_FREE_NANOS = 50_000;

  private static final int LINGER_MILLIS = 1;

  /** Longer than a few records take to be handed over, however busy the machine. */
  private static final int LONG_LINGER_MILLIS = 10_000;

  private final KafkaProducer<byte[], byte[]> producer;

  /** Sends when it is flushed: what it is given in between is one request to a partition. */
  private final KafkaProducer<byte[], byte[]> holding;

  public Replayer(String bootstrap) {
    producer = producer(bootstrap, LINGER_MILLIS, BATCH_BYTES);
    holding = producer(bootstrap, LONG_LINGER_MILLIS, LARGE_BATCH_BYTES);
  }

  private static KafkaProducer<byte[], byte[]> producer(
      String bootstrap, int lingerMillis, int batchBytes) {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ProducerConfig.ACKS_CONFIG, "1");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "5");
    // without retries, records of a partition keep the order of the trace
    settings.put(ProducerConfig.RETRIES_CONFIG, "0");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(lingerMillis));
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(batchBytes));
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(64 << 20));
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    settings.put(ProducerConfig.SEND_BUFFER_CONFIG, KafkaSettings.SOCKET_BUFFER);
    settings.put(ProducerConfig.RECEIVE_BUFFER_CONFIG, KafkaSettings.SOCKET_BUFFER);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
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

  /** Brings records to topics, by the one producer that is warm. */
  public Feeder to(Map<String, String> topics) {
    return new KafkaFeeder(producer, holding, topics);
  }

  /**
   * Replays a trace to Kafka; returns when all is acknowledged.
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
    replay(trace, to(topics), pace, log, controls);
  }

  /** The same to wherever a feeder brings it. */
  public void replay(
      Trace trace,
      Feeder feeder,
      Pace pace,
      SentLog log,
      BiConsumer<TraceEntry.Control, SentLog> controls) {
    new Replay(trace, feeder, pace, log, controls).run();
  }

  @Override
  public void close() {
    producer.close();
    holding.close();
  }

  /** One replay. */
  private static final class Replay {
    private final Trace trace;
    private final Feeder feeder;
    private final Pace pace;
    private final SentLog log;
    private final BiConsumer<TraceEntry.Control, SentLog> controls;
    private long startMicros = Timeline.micros();
    private boolean atomic;

    Replay(
        Trace trace,
        Feeder feeder,
        Pace pace,
        SentLog log,
        BiConsumer<TraceEntry.Control, SentLog> controls) {
      this.trace = trace;
      this.feeder = feeder;
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
              feeder.flush();
              atomic = control.action() == Action.ATOMIC;
              if (atomic) {
                feeder.together();
              }
              controls.accept(control, log);
              startMicros = Timeline.micros();
            }
          });
      feeder.flush();
    }

    private void send(TraceEntry.Message message) {
      // records that must be one batch go without waiting, and the feeder keeps them together
      boolean scheduled = pace == Pace.SCHEDULED && !atomic;
      long due = scheduled ? startMicros + message.offsetMicros() : Timeline.micros();
      if (scheduled) {
        waitUntil(due);
      }
      feeder.send(message, log);
      int topic = trace.header().topics().indexOf(message.topic());
      int slot = topic * trace.header().partitions() + message.partition();
      log.sent(message.index(), due, Timeline.micros(), slot);
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
