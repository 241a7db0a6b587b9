package tandem.harness.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The published JSON schema of {@code result.json}, and the check that a result fits it. */
public final class ResultSchema {
  private static final String RESOURCE = "/schema/result.schema.json";
  private static final int SHOWN_ERRORS = 5;

  private ResultSchema() {}

  /** The schema as text, JSON Schema draft 2020-12. */
  public static String text() {
    try (InputStream in = ResultSchema.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks a result.
   *
   * @throws IllegalStateException naming the first errors, if it does not fit: the program that
   *     made it is wrong
   */
  public static void validate(JsonNode result) {
    List<Error> errors = Compiled.SCHEMA.validate(result);
    if (!errors.isEmpty()) {
      List<String> shown = errors.stream().limit(SHOWN_ERRORS).map(Error::toString).toList();
      throw new IllegalStateException(
          "the result does not fit its schema: " + String.join("; ", shown));
    }
  }

  private static final class Compiled {
    static final Schema SCHEMA =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text(), InputFormat.JSON);
  }
}
