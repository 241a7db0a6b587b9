package tandem.flink.ch11.sec2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.functions.MapFunction;
import tandem.flink.runtime.Incoming;
import tandem.model.codec.Defect;
import tandem.model.codec.Timestamps;
import tandem.model.event.Evento;

/**
 * Events of Parquet rows. Columns have their types, and may yet be empty; what is refused is told
 * as JSON, as a row has no text of its own.
 */
final class EventRows implements MapFunction<GenericRecord, Incoming> {
  private static final JsonFactory JSON = new JsonFactory();

  /** The columns, by which the rows are handed from task to task. */
  static final Schema SCHEMA =
      SchemaBuilder.record("row")
          .fields()
          .optionalString("evento_id")
          .optionalString("user_id")
          .optionalString("tipo")
          .optionalDouble("monto")
          .name("timestamp")
          .type(
              Schema.createUnion(
                  Schema.create(Schema.Type.NULL),
                  LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG))))
          .withDefault(null)
          .optionalString("region")
          .endRecord();

  @Override
  public Incoming map(GenericRecord row) throws IOException {
    for (String required : List.of("evento_id", "user_id", "timestamp")) {
      if (row.get(required) == null) {
        return new Incoming(null, Defect.MISSING_FIELD + required, null, json(row));
      }
    }
    return new Incoming(
        new Evento(
            text(row, "evento_id"),
            text(row, "user_id"),
            text(row, "tipo"),
            (Double) row.get("monto"),
            instant(row),
            text(row, "region")),
        null,
        null,
        null);
  }

  private static byte[] json(GenericRecord row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      for (Schema.Field field : SCHEMA.getFields()) {
        Object value = row.get(field.name());
        if (value instanceof Double number) {
          out.writeNumberField(field.name(), number);
        } else if (value instanceof Long) {
          out.writeStringField(field.name(), Timestamps.format(instant(row)));
        } else if (value != null) {
          out.writeStringField(field.name(), value.toString());
        }
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static Instant instant(GenericRecord row) {
    return Instant.ofEpochMilli((Long) row.get("timestamp"));
  }

  private static String text(GenericRecord row, String field) {
    Object value = row.get(field);
    return value == null ? null : value.toString();
  }
}
