package tandem.model.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import tandem.model.event.Evento;

/**
 * Reads the JSON of topic {@code eventos} with a streaming parser: what Flink and the floor use.
 * Spark reads the same bytes with its own {@code from_json}; docs/records.md states what both must
 * accept and refuse, and a test holds them to it. Thread-safe.
 */
public final class EventoCodec {
  private static final JsonFactory JSON = new JsonFactory();

  private EventoCodec() {}

  /**
   * Decodes one record value.
   *
   * @param value the Kafka value; may be null
   * @return the event, or the first {@link Defect} in the order of the schema; never throws for bad
   *     input
   */
  public static Decoded decode(byte[] value) {
    if (value == null) {
      return Decoded.refused(Defect.NULL_VALUE);
    }
    Fields fields = read(value);
    return fields == null ? Decoded.refused(Defect.MALFORMED_JSON) : fields.finish();
  }

  /**
   * Decodes one record value as a careless job does: what can't be read is null, and nobody is
   * told.
   *
   * @param value the Kafka value; may be null
   * @return the event with nulls in place of what can't be read; null where the value is no JSON
   *     object at all
   */
  public static Evento decodeLeniently(byte[] value) {
    Fields fields = value == null ? null : read(value);
    return fields == null ? null : fields.event();
  }

  private static Fields read(byte[] value) {
    try (JsonParser json = JSON.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Fields fields = new Fields();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        fields.read(name, json);
      }
      // one object and nothing after it
      return json.nextToken() == null ? fields : null;
    } catch (IOException malformed) {
      return null;
    }
  }

  /** The fields seen so far of one object; a later duplicate of a name replaces an earlier one. */
  private static final class Fields {
    private String eventoId;
    private String userId;
    private String tipo;
    private Double monto;
    private Instant timestamp;
    private String region;
    private boolean montoWrong;
    private boolean timestampWrong;

    void read(String name, JsonParser json) throws IOException {
      switch (name) {
        case "evento_id" -> eventoId = text(json);
        case "user_id" -> userId = text(json);
        case "tipo" -> tipo = text(json);
        case "region" -> region = text(json);
        case "monto" -> {
          JsonToken token = json.currentToken();
          monto = token.isNumeric() ? (Double) json.getDoubleValue() : null;
          montoWrong = monto == null && token != JsonToken.VALUE_NULL;
          json.skipChildren();
        }
        case "timestamp" -> {
          timestamp = instant(json);
          timestampWrong = timestamp == null && json.currentToken() != JsonToken.VALUE_NULL;
          json.skipChildren();
        }
        default -> json.skipChildren();
      }
    }

    Decoded finish() {
      if (montoWrong) {
        return Decoded.refused(Defect.WRONG_TYPE + "monto");
      }
      if (timestampWrong) {
        return Decoded.refused(Defect.WRONG_TYPE + "timestamp");
      }
      if (eventoId == null) {
        return Decoded.refused(Defect.MISSING_FIELD + "evento_id");
      }
      if (userId == null) {
        return Decoded.refused(Defect.MISSING_FIELD + "user_id");
      }
      if (timestamp == null) {
        return Decoded.refused(Defect.MISSING_FIELD + "timestamp");
      }
      return new Decoded(event(), null);
    }

    Evento event() {
      return new Evento(eventoId, userId, tipo, monto, timestamp, region);
    }
  }

  /**
   * Text as Spark's {@code from_json} reads it into a string column: scalars by their text,
   * structures by their JSON.
   */
  static String text(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      // a fraction as Java writes it: 2.50 becomes 2.5
      case VALUE_NUMBER_FLOAT, START_OBJECT, START_ARRAY -> RawJson.copy(json);
      default -> json.getText();
    };
  }

  static Instant instant(JsonParser json) throws IOException {
    try {
      return switch (json.currentToken()) {
        case VALUE_STRING -> Timestamps.parse(json.getText());
        case VALUE_NUMBER_INT -> Timestamps.ofSeconds(json.getLongValue());
        default -> null;
      };
    } catch (DateTimeException | InputCoercionException notATimestamp) {
      return null;
    }
  }
}
