package tandem.model.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * The project's JSON: camel case for its own protocol and results, snake case for the course's
 * records.
 */
public final class Json {
  private static final ObjectMapper PROTOCOL = mapper();
  private static final ObjectMapper ROWS =
      mapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private Json() {}

  /**
   * A copy of the protocol's mapper: instants and durations are ISO-8601 text, unknown fields are
   * ignored.
   */
  public static ObjectMapper protocol() {
    return PROTOCOL.copy();
  }

  /** One line of protocol JSON. */
  public static String line(Object value) {
    try {
      return PROTOCOL.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads one line of protocol JSON.
   *
   * @throws UncheckedIOException if it does not fit the type
   */
  public static <T> T parse(String line, Class<T> type) {
    try {
      return PROTOCOL.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A result record as it goes to a topic: component names in snake case, timestamps as {@link
   * Timestamps} writes them. A map of column names to values is such a row too.
   */
  public static byte[] row(Object row) {
    try {
      return ROWS.writeValueAsBytes(row);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a record as {@link #row} writes it.
   *
   * @throws UncheckedIOException if it does not fit the type
   */
  public static <T extends Record> T parseRow(String row, Class<T> type) {
    try {
      return ROWS.readValue(row, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectMapper mapper() {
    SimpleModule time = new SimpleModule();
    time.addSerializer(Instant.class, writer(Instant.class, Timestamps::format));
    time.addSerializer(Duration.class, writer(Duration.class, Duration::toString));
    time.addSerializer(LocalDate.class, writer(LocalDate.class, LocalDate::toString));
    time.addDeserializer(Instant.class, reader(Instant.class, Timestamps::parse));
    time.addDeserializer(Duration.class, reader(Duration.class, Duration::parse));
    time.addDeserializer(LocalDate.class, reader(LocalDate.class, LocalDate::parse));
    return new ObjectMapper()
        .registerModule(time)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  private static <T> StdSerializer<T> writer(Class<T> type, Function<T, String> format) {
    return new StdSerializer<>(type) {
      @Override
      public void serialize(T value, JsonGenerator out, SerializerProvider provider)
          throws IOException {
        out.writeString(format.apply(value));
      }
    };
  }

  private static <T> StdDeserializer<T> reader(Class<T> type, Function<String, T> parse) {
    return new StdDeserializer<>(type) {
      @Override
      public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        return parse.apply(json.getText());
      }
    };
  }
}
