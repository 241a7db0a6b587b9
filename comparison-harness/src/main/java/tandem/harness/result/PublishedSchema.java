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

/** A schema among the resources. Schemas may refer to each other by their {@code $id}. */
final class PublishedSchema {
  private static final int SHOWN_ERRORS = 5;
  private static final String ID = "urn:tandem:%s:1";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(PublishedSchema::byId));

  private final String name;
  private final String what;

  /**
   * A schema that is read when it is first used.
   *
   * @param name of its resource and in its {@code $id}
   * @param what it is the schema of, in words
   */
  PublishedSchema(String name, String what) {
    this.name = name;
    this.what = what;
  }

  /** The schema as text. */
  String text() {
    return text(name);
  }

  /** Throws if something does not fit, naming the first errors. */
  void validate(JsonNode json) {
    Schema schema = REGISTRY.getSchema(SchemaLocation.of(ID.formatted(name)));
    List<Error> errors = schema.validate(json);
    if (!errors.isEmpty()) {
      List<String> shown = errors.stream().limit(SHOWN_ERRORS).map(Error::toString).toList();
      throw new IllegalStateException(
          what + " does not fit its schema: " + String.join("; ", shown));
    }
  }

  private static String byId(String id) {
    for (String known : List.of("result", "sweep", "crash", "sustain")) {
      if (id.equals(ID.formatted(known))) {
        return text(known);
      }
    }
    return null;
  }

  private static String text(String name) {
    String resource = "/schema/" + name + ".schema.json";
    try (InputStream in = PublishedSchema.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
