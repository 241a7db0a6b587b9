package tandem.model.codec;

/**
 * Why a record is refused. The words are the wire format of the dead-letter header, and
 * docs/records.md tabulates them. The first defect wins: no value, then malformed JSON, then wrong
 * types and missing fields, each in the order of the schema.
 */
public final class Defect {
  /** The Kafka record has no value at all. */
  public static final String NULL_VALUE = "null_value";

  /** The value is not one JSON object. */
  public static final String MALFORMED_JSON = "malformed_json";

  /** The line has not the fields that it should have. */
  public static final String MALFORMED_CSV = "malformed_csv";

  /** Prefix, followed by the field: a value that can't be read as the field's type. */
  public static final String WRONG_TYPE = "wrong_type:";

  /** Prefix, followed by the field: a required field that is absent or null. */
  public static final String MISSING_FIELD = "missing_field:";

  private Defect() {}
}
