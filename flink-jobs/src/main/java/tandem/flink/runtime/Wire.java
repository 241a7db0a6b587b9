package tandem.flink.runtime;

/**
 * A record of a topic that has a schema of its own, as it comes from the source.
 *
 * @param event what was made of it, null where it is refused
 * @param millis its event time, milliseconds since the epoch; means nothing where it is refused
 * @param defect why it is refused, null where it is accepted
 * @param key the original key, kept of refused records only
 * @param value the original value, kept of refused records only
 */
@SuppressWarnings("ArrayRecordComponent") // Flink serializes it field by field; nothing compares it
public record Wire<T>(T event, long millis, String defect, byte[] key, byte[] value)
    implements Dated {

  @Override
  public boolean accepted() {
    return defect == null;
  }

  /** The same refused record as the dead-letter output takes it. */
  Incoming refused() {
    return new Incoming(null, defect, key, value);
  }
}
