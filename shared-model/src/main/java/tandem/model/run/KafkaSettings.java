package tandem.model.run;

import java.util.Map;

/**
 * The Kafka client settings that all contenders share; set explicitly, because their clients'
 * defaults differ by version.
 */
public final class KafkaSettings {
  /**
   * The size of a socket's buffer, bytes; a system may give less. Kafka's own sizes hold one or two
   * of the loopback interface's segments (64 KiB), so that windows closed and senders waited; what
   * a system sizes by itself grows while one measures.
   */
  public static final String SOCKET_BUFFER = "1048576";

  /** For every producer of results. */
  public static final Map<String, String> PRODUCER =
      Map.of(
          "acks",
          "all",
          "linger.ms",
          "5",
          "batch.size",
          "16384",
          "compression.type",
          "none",
          "send.buffer.bytes",
          SOCKET_BUFFER,
          "receive.buffer.bytes",
          SOCKET_BUFFER);

  /** For every consumer of inputs. */
  public static final Map<String, String> CONSUMER =
      Map.of(
          "max.poll.records",
          "500",
          "fetch.min.bytes",
          "1",
          "fetch.max.wait.ms",
          "500",
          "send.buffer.bytes",
          SOCKET_BUFFER,
          "receive.buffer.bytes",
          SOCKET_BUFFER);

  /**
   * For consumers of inputs where nothing is timed. Spark asks for a partition's end after each
   * read, and the broker answers that only when the fetch that the consumer has begun meanwhile is
   * over: with no more records to come, each task waits for as long as a fetch may.
   */
  public static final Map<String, String> UNTIMED_CONSUMER = Map.of("fetch.max.wait.ms", "10");

  private KafkaSettings() {}
}
