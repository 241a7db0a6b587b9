package tandem.model.run;

import java.util.Map;

/**
 * The Kafka client settings that all contenders share; set explicitly, because their clients'
 * defaults differ by version.
 */
public final class KafkaSettings {
  /** For every producer of results. */
  public static final Map<String, String> PRODUCER =
      Map.of("acks", "all", "linger.ms", "5", "batch.size", "16384", "compression.type", "none");

  /** For every consumer of inputs. */
  public static final Map<String, String> CONSUMER =
      Map.of("max.poll.records", "500", "fetch.min.bytes", "1", "fetch.max.wait.ms", "500");

  private KafkaSettings() {}
}
