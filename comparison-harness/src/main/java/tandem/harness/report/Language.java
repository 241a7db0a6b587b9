package tandem.harness.report;

import java.util.Locale;

/** A language that reports are written in. */
public enum Language {
  EN,
  ES;

  /** Spanish for {@code es}, otherwise English. */
  public static Language of(String code) {
    return code.equals("es") ? ES : EN;
  }

  /** Its code, such as {@code en}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  Locale locale() {
    return Locale.forLanguageTag(code());
  }
}
