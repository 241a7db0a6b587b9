package tandem.harness.result;

import com.fasterxml.jackson.databind.JsonNode;

/** The published JSON schema of {@code sweep.json}, and the check that a sweep fits it. */
public final class SweepSchema {
  private static final PublishedSchema SCHEMA = new PublishedSchema("sweep", "the sweep");

  private SweepSchema() {}

  /** The schema as text, JSON Schema draft 2020-12; it refers to {@link ResultSchema}'s. */
  public static String text() {
    return SCHEMA.text();
  }

  /**
   * Checks a sweep.
   *
   * @throws IllegalStateException naming the first errors, if it does not fit: the program that
   *     made it is wrong
   */
  public static void validate(JsonNode sweep) {
    SCHEMA.validate(sweep);
  }
}
