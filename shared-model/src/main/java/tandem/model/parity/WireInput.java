package tandem.model.parity;

import java.time.Instant;
import tandem.model.codec.Defect;
import tandem.model.codec.WireSchema;
import tandem.model.codec.WireSchema.Field;
import tandem.model.trace.TraceEntry;

/**
 * A record that holds no {@code evento}, as an oracle sees it: read field by field with a tree.
 *
 * @param message the record
 * @param fields its fields, or null where it is refused
 * @param time its event time, or null where it is refused
 * @param defect why it is refused, or null
 */
public record WireInput(
    TraceEntry.Message message, RecordTree fields, Instant time, String defect) {

  /** Reads a record; what is wrong first is its defect, wrong types before missing fields. */
  static WireInput read(TraceEntry.Message message, WireSchema schema) {
    RecordTree tree = RecordTree.of(message.value());
    String defect =
        message.value() == null
            ? Defect.NULL_VALUE
            : tree == null ? Defect.MALFORMED_JSON : defect(tree, schema);
    if (defect != null) {
      return new WireInput(message, null, null, defect);
    }
    Instant time =
        schema
            .only(WireSchema.Type.TIMESTAMP)
            .map(field -> tree.timestamp(field.name()))
            .orElse(null);
    return new WireInput(message, tree, time, null);
  }

  private static String defect(RecordTree tree, WireSchema schema) {
    for (Field field : schema.fields()) {
      boolean unreadable =
          switch (field.type()) {
            case TEXT -> false;
            case NUMBER -> tree.number(field.name()) == null;
            case TIMESTAMP -> tree.timestamp(field.name()) == null;
          };
      if (unreadable && !tree.absent(field.name())) {
        return Defect.WRONG_TYPE + field.name();
      }
    }
    for (Field field : schema.fields()) {
      if (field.required() && tree.absent(field.name())) {
        return Defect.MISSING_FIELD + field.name();
      }
    }
    return null;
  }

  /** Whether it is accepted. */
  public boolean accepted() {
    return defect == null;
  }

  /** Whether it is an accepted record of a topic. */
  public boolean acceptedOf(String topic) {
    return accepted() && message.topic().equals(topic);
  }

  /** Event time in milliseconds since the epoch; only of accepted records. */
  public long millis() {
    return time.toEpochMilli();
  }

  /** Its position among the records of the trace. */
  public long index() {
    return message.index();
  }

  /** A text of it, or null. */
  public String text(String field) {
    return fields.text(field);
  }

  /** A number of it, or null. */
  public Double number(String field) {
    return fields.number(field);
  }

  /** The dead letter that a refused record must give. */
  public ExpectedRow deadLetter() {
    return Inputs.deadLetterOf(message, defect);
  }
}
