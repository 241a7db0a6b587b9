package tandem.model.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tandem.model.codec.WireSchema.Field;

/**
 * Reads JSON records by a {@link WireSchema} with a streaming parser, as {@link EventoCodec} does
 * for the one schema that is measured. Thread-safe.
 */
public final class WireCodec {
  private static final JsonFactory JSON = new JsonFactory();

  private WireCodec() {}

  /**
   * Decodes one record value.
   *
   * @param value the bytes; may be null
   * @return its fields, or the first {@link Defect}; never throws for bad input
   */
  public static WireRecord decode(byte[] value, WireSchema schema) {
    if (value == null) {
      return WireRecord.refused(Defect.NULL_VALUE);
    }
    Map<String, Object> fields = new HashMap<>();
    Set<String> wrong = new HashSet<>();
    if (!read(value, schema, fields, wrong)) {
      return WireRecord.refused(Defect.MALFORMED_JSON);
    }
    for (Field field : schema.fields()) {
      if (wrong.contains(field.name())) {
        return WireRecord.refused(Defect.WRONG_TYPE + field.name());
      }
    }
    for (Field field : schema.fields()) {
      if (field.required() && !fields.containsKey(field.name())) {
        return WireRecord.refused(Defect.MISSING_FIELD + field.name());
      }
    }
    return new WireRecord(fields, null);
  }

  /** Reads one object with nothing after it; false where the value is none. */
  private static boolean read(
      byte[] value, WireSchema schema, Map<String, Object> fields, Set<String> wrong) {
    try (JsonParser json = JSON.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        for (Field field : schema.fields()) {
          if (field.name().equals(name)) {
            // the last of several fields of one name counts
            Object read = read(field, json);
            fields.remove(name);
            wrong.remove(name);
            if (read != null) {
              fields.put(name, read);
            } else if (token != JsonToken.VALUE_NULL) {
              wrong.add(name);
            }
          }
        }
        json.skipChildren();
      }
      return json.nextToken() == null;
    } catch (IOException malformed) {
      return false;
    }
  }

  private static Object read(Field field, JsonParser json) throws IOException {
    return switch (field.type()) {
      case TEXT -> EventoCodec.text(json);
      case NUMBER -> json.currentToken().isNumeric() ? (Double) json.getDoubleValue() : null;
      case TIMESTAMP -> EventoCodec.instant(json);
    };
  }
}
