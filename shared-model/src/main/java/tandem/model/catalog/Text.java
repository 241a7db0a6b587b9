package tandem.model.catalog;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A sentence for people, in the two languages of reports, {@code show} and labs. */
public record Text(String en, String es) {
  private static final Locale SPANISH = Locale.forLanguageTag("es");

  /** A sentence around figures and names, each written as {@link String#format} is told to. */
  public static Text formatted(String en, String es, Object... arguments) {
    return new Text(
        String.format(Locale.ROOT, en, arguments), String.format(SPANISH, es, arguments));
  }

  /** What an engine or a tool says in its own words. */
  public static Text untranslated(String words) {
    return new Text(words, words);
  }

  /** Several in one line, in the language of commands. */
  public static String inEnglish(List<Text> texts) {
    return texts.stream().map(Text::en).collect(Collectors.joining("; "));
  }

  /** The sentence in Spanish for {@code "es"}, otherwise in English. */
  public String in(String language) {
    return "es".equals(language) ? es : en;
  }
}
