package tandem.harness.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tandem.harness.Timeline;
import tandem.model.catalog.Variant;
import tandem.model.event.DeadLetter;
import tandem.model.parity.Observed;
import tandem.model.run.KafkaSettings;

/**
 * Reads an engine's output as a user downstream would: a {@code read_committed} consumer that notes
 * when each row became visible. It only keeps bytes while the engine runs; looking at them waits
 * until after.
 */
public final class Collector implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How long the broker may hold a fetch back that finds nothing. Rows come as soon as there are
   * any, whatever it is; but what is asked for at the end waits for the fetch that is under way.
   */
  private static final int FETCH_MILLIS = 100;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CATCH_UP = Duration.ofSeconds(20);

  private final Map<String, String> outputOf = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile RuntimeException failure;

  /**
   * A row that became visible.
   *
   * @param row what it is
   * @param appendedMillis broker's time of appending it, milliseconds since the epoch
   * @param visibleMicros when the consumer was given it, microseconds since the epoch
   */
  public record Row(Observed row, long appendedMillis, long visibleMicros) {}

  /** Which rows a reader is given. */
  public enum Isolation {
    /** Those of transactions that were committed, and those without a transaction. */
    READ_COMMITTED,
    /** All, also those of transactions that were aborted. */
    READ_UNCOMMITTED
  }

  /** Connects; reads what is committed. */
  public Collector(
      String bootstrap, Variant variant, Map<String, String> topics, int partitionsPerTopic) {
    this(bootstrap, variant, topics, partitionsPerTopic, Isolation.READ_COMMITTED);
  }

  /** Connects. */
  public Collector(
      String bootstrap,
      Variant variant,
      Map<String, String> topics,
      int partitionsPerTopic,
      Isolation isolation) {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.name().toLowerCase(Locale.ROOT));
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.SEND_BUFFER_CONFIG, KafkaSettings.SOCKET_BUFFER);
    settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, KafkaSettings.SOCKET_BUFFER);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MILLIS);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    for (String output : variant.outputs()) {
      outputOf.put(topics.get(output), output);
      for (int i = 0; i < partitionsPerTopic; i++) {
        partitions.add(new TopicPartition(topics.get(output), i));
      }
    }
    consumer.assign(partitions);
    thread = new Thread(this::read, "collector");
    thread.setDaemon(true);
  }

  /**
   * Records in the outputs, marks of transactions included; only before the start.
   *
   * @throws IllegalStateException if it has started
   */
  public long available() {
    if (thread.getState() != Thread.State.NEW) {
      throw new IllegalStateException("the collector reads already");
    }
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Begins to read, from the beginning of the outputs. */
  public void start() {
    thread.start();
  }

  /** Begins to read, if it has not yet. */
  public void startIfNew() {
    if (thread.getState() == Thread.State.NEW) {
      start();
    }
  }

  /**
   * Takes a line of the engine's console: a JSON object in it is a row; one with a reason is a dead
   * letter.
   */
  public void console(String line) {
    int from = line.indexOf('{');
    int to = line.lastIndexOf('}');
    if (from < 0 || to < from) {
      return;
    }
    String json = line.substring(from, to + 1);
    long now = Timeline.micros();
    synchronized (rows) {
      rows.add(new Row(printed(json), now / 1_000, now));
    }
  }

  /** Takes result rows that were read out of a table: now they are visible. */
  public void table(List<String> read) {
    long now = Timeline.micros();
    synchronized (rows) {
      for (String json : read) {
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        rows.add(new Row(new Observed(Variant.RESULT, value, null), now / 1_000, now));
      }
    }
  }

  private static Observed printed(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      if (tree.has(DeadLetter.REASON_HEADER)) {
        String value = tree.path("value").textValue();
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new Observed(
            DeadLetter.OUTPUT, bytes, tree.path(DeadLetter.REASON_HEADER).textValue());
      }
    } catch (JsonProcessingException notJson) {
      // stays visible as a row that nobody expects
    }
    return new Observed(Variant.RESULT, json.getBytes(StandardCharsets.UTF_8), null);
  }

  /** All rows so far. */
  public List<Row> rows() {
    synchronized (rows) {
      return List.copyOf(rows);
    }
  }

  /** The rows so far without the first ones. */
  public List<Row> rowsFrom(int index) {
    synchronized (rows) {
      return List.copyOf(rows.subList(index, rows.size()));
    }
  }

  /** Number of rows so far. */
  public int count() {
    synchronized (rows) {
      return rows.size();
    }
  }

  /** Reads to the present end of all outputs, then stops; one that never started only stops. */
  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      consumer.close();
      return;
    }
    try {
      thread.join(2 * CATCH_UP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  private void read() {
    try (consumer) {
      while (!closing) {
        poll();
      }
      readToTheEnd();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void readToTheEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    while (System.nanoTime() < deadline && behind(ends)) {
      poll();
    }
  }

  private boolean behind(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private void poll() {
    Collection<Row> polled = new ArrayList<>();
    var records = consumer.poll(POLL);
    long now = Timeline.micros();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      polled.add(new Row(observed(record), record.timestamp(), now));
    }
    synchronized (rows) {
      rows.addAll(polled);
    }
  }

  private Observed observed(ConsumerRecord<byte[], byte[]> record) {
    Header reason = record.headers().lastHeader(DeadLetter.REASON_HEADER);
    String text = reason == null ? null : new String(reason.value(), StandardCharsets.UTF_8);
    return new Observed(outputOf.get(record.topic()), record.value(), text);
  }
}
