package tandem.model.parity;

/**
 * One row that an engine put out.
 *
 * @param output name of the output
 * @param value the Kafka value; may be null
 * @param reason the dead-letter header, null elsewhere
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough
public record Observed(String output, byte[] value, String reason) {}
