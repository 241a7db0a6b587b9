package tandem.harness.result;

import com.fasterxml.jackson.databind.JsonNode;

/** The published JSON schema of {@code result.json}, and the check that a result fits it. */
public final class ResultSchema {
  private static final PublishedSchema SCHEMA = new PublishedSchema("result", "the result");

  private ResultSchema() {}

  /** The schema as text, JSON Schema draft 2020-12. */
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
