package tandem.flink.runtime;

/**
 * Where a record lies in its topic.
 *
 * @param partition its partition
 * @param offset its offset
 * @param sentMillis its timestamp in Kafka: when it was sent, milliseconds since the epoch
 */
public record Position(int partition, long offset, long sentMillis) {}
