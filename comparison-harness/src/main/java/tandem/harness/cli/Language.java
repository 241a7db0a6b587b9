package tandem.harness.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** The option for the language of what people read. */
final class Language {
  enum Code {
    EN,
    ES
  }

  @Option(
      names = "--lang",
      description = "Language of reports and texts: en or es (default: from the locale).")
  private Code lang;

  /** {@code en} or {@code es}. */
  String code() {
    if (lang != null) {
      return lang.name().toLowerCase(Locale.ROOT);
    }
    return Locale.getDefault().getLanguage().equals("es") ? "es" : "en";
  }
}
