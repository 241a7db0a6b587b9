package tandem.harness.report;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import tandem.harness.result.Comparison.Reason;
import tandem.harness.result.Comparison.Verdict;
import tandem.harness.result.ExerciseResult.Unavailable;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** The words of a report in one language; the figures in them are formatted before. */
public final class Messages {
  private static final String BUNDLE = "i18n.messages";

  private final Language language;
  private final ResourceBundle bundle;
  private final Figures figures;

  /** The words of a language. */
  public Messages(Language language) {
    this.language = language;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            language.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    this.figures = new Figures(language.locale());
  }

  /** The language. */
  public Language language() {
    return language;
  }

  /** How figures are written in this language. */
  public Figures figures() {
    return figures;
  }

  /** A text; {@code {0}} and so on in it are replaced. */
  public String text(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), language.locale()).format(arguments);
  }

  /** A sentence that comes with its translation. */
  public String text(Text text) {
    return text.in(language.code());
  }

  /** The name of a contender. */
  public String engine(Engine engine) {
    return text("engine." + engine.label());
  }

  /** An enumeration within a sentence. */
  String list(List<String> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    String before = String.join(", ", parts.subList(0, parts.size() - 1));
    return text("list.and", before, parts.get(parts.size() - 1));
  }

  /** What a contender refused to do, in its own words. */
  String unavailable(Unavailable refused) {
    return text("remarks.unavailable", engine(refused.engine()), refused.what(), refused.words());
  }

  /** The name of a contender within a sentence. */
  public String inSentence(Engine engine) {
    return text("sentence." + engine.label());
  }

  /** What may be said of a ratio. */
  String verdict(Verdict verdict) {
    return text("verdict." + verdict.name().toLowerCase(Locale.ROOT));
  }

  /** Why two figures are not plainly compared. */
  public String reason(Reason reason) {
    return text("reason." + reason.name().toLowerCase(Locale.ROOT));
  }
}
