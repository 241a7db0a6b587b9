package tandem.harness.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The published JSON schemas, one for each file that holds everything that a command found. They
 * refer to each other by their {@code $id}: what several files share is defined in the result's.
 */
public enum PublishedSchema {
  RESULT("the result"),
  SWEEP("the sweep"),
  CRASH("the crash test"),
  SUSTAIN("the search"),
  AA("the A/A suite"),
  COMPARE("the comparison");

  private static final int SHOWN_ERRORS = 5;
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(PublishedSchema::byId));

  private final String what;

  PublishedSchema(String what) {
    this.what = what;
  }

  /** Name of the file that it is the schema of. */
  public String file() {
    return this + ".json";
  }

  /** The schema as text, JSON Schema draft 2020-12. */
  public String text() {
    try (InputStream in =
        PublishedSchema.class.getResourceAsStream("/schema/" + this + ".schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks what is written or was read.
   *
   * @throws IllegalStateException naming the first errors, if it does not fit: the program that
   *     made it is wrong
   */
  public void validate(JsonNode json) {
    Schema schema = REGISTRY.getSchema(SchemaLocation.of(id()));
    List<Error> errors = schema.validate(json);
    if (!errors.isEmpty()) {
      List<String> shown = errors.stream().limit(SHOWN_ERRORS).map(Error::toString).toList();
      throw new IllegalStateException(
          what + " does not fit its schema: " + String.join("; ", shown));
    }
  }

  /** The name that a command line and a resource know it by. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private String id() {
    return "urn:tandem:%s:1".formatted(this);
  }

  private static String byId(String id) {
    for (PublishedSchema schema : values()) {
      if (id.equals(schema.id())) {
        return schema.text();
      }
    }
    return null;
  }
}
