package tandem.model.codec;

import tandem.model.event.Evento;

/**
 * What became of one record's value: exactly one of the two is set.
 *
 * @param evento the accepted event, or null
 * @param defect why the record was refused (see {@link Defect}), or null
 */
public record Decoded(Evento evento, String defect) {

  /** True where the record was accepted. */
  public boolean accepted() {
    return defect == null;
  }

  static Decoded refused(String defect) {
    return new Decoded(null, defect);
  }
}
