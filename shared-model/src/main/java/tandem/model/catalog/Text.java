package tandem.model.catalog;

/** A sentence for people, in the two languages of reports, {@code show} and labs. */
public record Text(String en, String es) {

  /** The sentence in Spanish for {@code "es"}, otherwise in English. */
  public String in(String language) {
    return "es".equals(language) ? es : en;
  }
}
