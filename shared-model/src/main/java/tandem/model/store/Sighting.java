package tandem.model.store;

/**
 * An id as it was seen in a record of a topic. The record's place is what tells it from any other
 * record with the same id, and it stays the same however often the record is read.
 *
 * @param id the id
 * @param partition partition of the record
 * @param offset offset of the record
 */
public record Sighting(String id, int partition, long offset) {}
