package tandem.harness.report.page;

import java.util.Locale;

/** How a piece of text is to be taken. */
public enum Tone {
  PLAIN,
  GOOD,
  CAUTION,
  BAD,
  /** A figure that counts for nothing, because the output was wrong. */
  VOID;

  /** Its style class. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
