package tandem.model.codec;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The fields of an input record, for topics that carry other records than {@code eventos}. What
 * docs/records.md says of eventos holds for each: the first defect wins, wrong types before missing
 * fields, each in the order of the schema.
 *
 * @param fields in order; at most one number and one timestamp, so that a reader that only says
 *     that something has the wrong type has said what
 */
public record WireSchema(List<Field> fields) implements Serializable {

  /** Type of a field. */
  public enum Type {
    /** Text; a scalar or a structure in its place is read as its JSON. */
    TEXT,
    /** A number. */
    NUMBER,
    /** A timestamp as {@link Timestamps} reads it, or whole seconds. */
    TIMESTAMP
  }

  /**
   * One field.
   *
   * @param required whether a record without it, or with null in its place, is refused
   */
  public record Field(String name, Type type, boolean required) implements Serializable {

    /** The same field, without which a record is refused. */
    public Field needed() {
      return new Field(name, type, true);
    }
  }

  public WireSchema {
    fields = List.copyOf(fields);
    for (Type single : List.of(Type.NUMBER, Type.TIMESTAMP)) {
      if (fields.stream().filter(field -> field.type() == single).count() > 1) {
        throw new IllegalArgumentException("more than one " + single + " in " + fields);
      }
    }
  }

  /** A schema of some fields. */
  public static WireSchema of(Field... fields) {
    return new WireSchema(List.of(fields));
  }

  /** A text that may be absent. */
  public static Field text(String name) {
    return new Field(name, Type.TEXT, false);
  }

  /** A number that may be absent. */
  public static Field number(String name) {
    return new Field(name, Type.NUMBER, false);
  }

  /** A timestamp that may be absent. */
  public static Field timestamp(String name) {
    return new Field(name, Type.TIMESTAMP, false);
  }

  /** The one field of a type that there is at most one of. */
  public Optional<Field> only(Type type) {
    return fields.stream().filter(field -> field.type() == type).findFirst();
  }
}
