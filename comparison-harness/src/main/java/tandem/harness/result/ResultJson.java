package tandem.harness.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Locale;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Text;
import tandem.model.codec.Json;
import tandem.model.lateness.DelayTable;
import tandem.model.parity.ParityResult;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.trace.Purpose;

/** Results as JSON: camel case, ISO-8601 instants, names of enums in lower case. */
public final class ResultJson {
  private static final ObjectMapper MAPPER =
      Json.protocol()
          .registerModule(lowerCaseEnums())
          .registerModule(textOrWords())
          .enable(SerializationFeature.INDENT_OUTPUT);

  private ResultJson() {}

  /** A copy of the mapper. */
  public static ObjectMapper mapper() {
    return MAPPER.copy();
  }

  /** Warnings of older results are words in English alone. */
  private static SimpleModule textOrWords() {
    return new SimpleModule("texts or words")
        .addDeserializer(
            Text.class,
            new StdDeserializer<Text>(Text.class) {
              @Override
              public Text deserialize(JsonParser json, DeserializationContext context)
                  throws IOException {
                JsonNode node = context.readTree(json);
                return node.isTextual()
                    ? Text.untranslated(node.asText())
                    : new Text(node.path("en").asText(), node.path("es").asText());
              }
            });
  }

  private static SimpleModule lowerCaseEnums() {
    SimpleModule module = new SimpleModule("lower-case enums");
    addLowerCase(module, Engine.class);
    addLowerCase(module, Emission.class);
    addLowerCase(module, Purpose.class);
    addLowerCase(module, ParityResult.Kind.class);
    addLowerCase(module, Gear.Guarantee.class);
    addLowerCase(module, DelayTable.Reason.class);
    return module;
  }

  private static <E extends Enum<E>> void addLowerCase(SimpleModule module, Class<E> type) {
    module.addSerializer(
        type,
        new StdSerializer<E>(type) {
          @Override
          public void serialize(E value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(value.name().toLowerCase(Locale.ROOT));
          }
        });
    module.addDeserializer(
        type,
        new StdDeserializer<E>(type) {
          @Override
          public E deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Enum.valueOf(type, json.getText().toUpperCase(Locale.ROOT));
          }
        });
  }
}
