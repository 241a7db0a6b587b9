package tandem.flink.runtime;

import tandem.model.event.Evento;

/**
 * A record as it comes from the source.
 *
 * @param evento the event, null where the record is refused
 * @param defect why it is refused, null where it is accepted
 * @param key the original key, kept of refused records only
 * @param value the original value, kept of refused records only
 * @param position where the record lies, of accepted records that are read with it only
 */
@SuppressWarnings("ArrayRecordComponent") // Flink serializes it field by field; nothing compares it
public record Incoming(Evento evento, String defect, byte[] key, byte[] value, Position position)
    implements Dated {

  /** A record that does not say where it lies. */
  public Incoming(Evento evento, String defect, byte[] key, byte[] value) {
    this(evento, defect, key, value, null);
  }

  @Override
  public boolean accepted() {
    return defect == null;
  }

  @Override
  public long millis() {
    return evento.timestamp().toEpochMilli();
  }
}
