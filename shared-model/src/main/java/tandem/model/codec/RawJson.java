package tandem.model.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;

/**
 * Copies the structure under the parser as compact JSON text, for a text field that was given an
 * object or an array.
 */
final class RawJson {
  private static final JsonFactory JSON = new JsonFactory();

  private RawJson() {}

  static String copy(JsonParser json) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.copyCurrentStructure(json);
    }
    return text.toString();
  }
}
