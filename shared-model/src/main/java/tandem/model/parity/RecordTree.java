package tandem.model.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import tandem.model.codec.Timestamps;

/**
 * A record's value as an oracle reads it: with a tree parser, so that a fault of the engines'
 * parsers does not hide in the oracle too.
 *
 * @param node the object
 */
public record RecordTree(JsonNode node) {
  private static final ObjectReader TREE =
      new ObjectMapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The object that the bytes hold; null where they hold none, or something more. */
  public static RecordTree of(byte[] value) {
    if (value == null) {
      return null;
    }
    try {
      JsonNode tree = TREE.readTree(value);
      return tree != null && tree.isObject() ? new RecordTree(tree) : null;
    } catch (JsonProcessingException malformed) {
      return null;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether there is no such field, or null in its place. */
  public boolean absent(String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull();
  }

  /** A field as text: of a structure its JSON; null where it is absent. */
  public String text(String field) {
    JsonNode value = node.path(field);
    return absent(field) ? null : value.isContainerNode() ? value.toString() : value.asText();
  }

  /** A field that is a number; null where it is absent or something else. */
  public Double number(String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? (Double) value.doubleValue() : null;
  }

  /** A field that is a timestamp or whole seconds; null where it is absent or something else. */
  public Instant timestamp(String field) {
    JsonNode value = node.path(field);
    try {
      if (value.isIntegralNumber()) {
        return value.canConvertToLong() ? Timestamps.ofSeconds(value.longValue()) : null;
      }
      return value.isTextual() ? Timestamps.parse(value.textValue()) : null;
    } catch (DateTimeException notATimestamp) {
      return null;
    }
  }
}
