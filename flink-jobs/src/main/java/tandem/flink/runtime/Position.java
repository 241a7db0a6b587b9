package tandem.flink.runtime;

/**
 * Where a record lies in its topic.
 *
 * @param partition its partition
 * @param offset its offset
 */
public record Position(int partition, long offset) {}
