package tandem.harness.result;

import com.fasterxml.jackson.databind.JsonNode;

/** The published JSON schema of {@code sustain.json}, and the check that a result fits it. */
public final class SustainSchema {
  private static final PublishedSchema SCHEMA = new PublishedSchema("sustain", "the search");

  private SustainSchema() {}

  /** The schema as text, JSON Schema draft 2020-12; it refers to {@link ResultSchema}'s. */
  public static String text() {
    return SCHEMA.text();
  }

  /**
   * Checks a result.
   *
   * @throws IllegalStateException naming the first errors, if it does not fit: the program that
   *     made it is wrong
   */
  public static void validate(JsonNode result) {
    SCHEMA.validate(result);
  }
}
