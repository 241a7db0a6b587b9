package tandem.harness.result;

import com.fasterxml.jackson.databind.JsonNode;

/** The published JSON schema of {@code crash.json}, and the check that a crash test fits it. */
public final class CrashSchema {
  private static final PublishedSchema SCHEMA = new PublishedSchema("crash", "the crash test");

  private CrashSchema() {}

  /** The schema as text, JSON Schema draft 2020-12; it refers to {@link ResultSchema}'s. */
  public static String text() {
    return SCHEMA.text();
  }

  /**
   * Checks a crash test.
   *
   * @throws IllegalStateException naming the first errors, if it does not fit: the program that
   *     made it is wrong
   */
  public static void validate(JsonNode crash) {
    SCHEMA.validate(crash);
  }
}
