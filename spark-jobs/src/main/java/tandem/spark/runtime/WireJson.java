package tandem.spark.runtime;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.endswith;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.is_valid_utf8;
import static org.apache.spark.sql.functions.json_array_length;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.ltrim;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import tandem.model.codec.Defect;
import tandem.model.codec.Timestamps;
import tandem.model.codec.WireSchema;
import tandem.model.codec.WireSchema.Field;

/**
 * Reads JSON records with Spark's own parser and an explicit schema. Spark makes a null of what it
 * can't read and says nothing; so the column of corrupt records is asked for, and the reason is
 * worked out where it is set.
 *
 * <p>Spark also takes more than docs/records.md allows: text after the object, and timestamps such
 * as {@code 10:00:00}, which would be today's. The common form of each passes a cheap test of its
 * shape; only what looks unusual is read once more.
 */
public final class WireJson {
  /** Column with the reason for refusing a record, null where it is accepted. */
  public static final String DEFECTO = "defecto";

  private static final String CORRUPT = "corrupt";
  private static final int FULL = "2026-03-01T10:00:00.000Z".length();
  private static final int TIME_MARK = "2026-03-01T".length();

  private static final String WHOLE_NUMBER = "^-?\\d+\\z";

  private static final Map<String, String> STRICT =
      Map.of(
          "columnNameOfCorruptRecord",
          CORRUPT,
          "allowNonNumericNumbers",
          "false",
          "allowSingleQuotes",
          "false");

  private WireJson() {}

  /**
   * All records.
   *
   * @param records rows with {@code key} and {@code value}, both bytes
   * @param kept other columns of them to keep
   * @return the schema's fields, {@link #DEFECTO}, and the original key and value
   */
  public static Dataset<Row> decoded(Dataset<Row> records, WireSchema schema, String... kept) {
    List<Column> read = fields(schema);
    read.add(defect(schema).as(DEFECTO));
    read.add(col("key"));
    read.add(col("value"));
    for (String column : kept) {
      read.add(col(column));
    }
    return parsed(records, schema).select(read.toArray(Column[]::new));
  }

  /** The accepted ones with the schema's fields alone: one of these may be called key, too. */
  static Dataset<Row> accepted(Dataset<Row> records, WireSchema schema) {
    return parsed(records, schema)
        .where(defect(schema).isNull())
        .select(fields(schema).toArray(Column[]::new));
  }

  /** All with {@link #DEFECTO} and the original key and value, without what was read. */
  static Dataset<Row> judged(Dataset<Row> records, WireSchema schema) {
    return parsed(records, schema).select(defect(schema).as(DEFECTO), col("key"), col("value"));
  }

  private static Dataset<Row> parsed(Dataset<Row> records, WireSchema schema) {
    return records
        .withColumn("json", col("value").cast("string"))
        .withColumn("e", strictly(struct(schema)))
        .withColumn("at", timestamp(schema));
  }

  private static List<Column> fields(WireSchema schema) {
    List<Column> fields = new ArrayList<>();
    for (Field field : schema.fields()) {
      Column read =
          field.type() == WireSchema.Type.TIMESTAMP ? col("at") : col("e." + field.name());
      fields.add(read.as(field.name()));
    }
    return fields;
  }

  /** The columns; a timestamp is read as text first. */
  private static StructType struct(WireSchema schema) {
    StructType struct = new StructType();
    for (Field field : schema.fields()) {
      struct =
          struct.add(
              field.name(),
              field.type() == WireSchema.Type.NUMBER ? DataTypes.DoubleType : DataTypes.StringType);
    }
    return struct;
  }

  private static Column strictly(StructType schema) {
    return from_json(col("json"), schema.add(CORRUPT, DataTypes.StringType), STRICT);
  }

  private static Column defect(WireSchema schema) {
    Column defect =
        when(col("json").isNull(), Defect.NULL_VALUE).when(malformed(), Defect.MALFORMED_JSON);
    for (Field field : schema.fields()) {
      if (field.type() == WireSchema.Type.NUMBER) {
        // the only column that well-formed JSON can fail
        defect = defect.when(corrupt(col("e")), Defect.WRONG_TYPE + field.name());
      } else if (field.type() == WireSchema.Type.TIMESTAMP) {
        Column given = col("e." + field.name());
        defect =
            defect.when(
                given.isNotNull().and(col("at").isNull()), Defect.WRONG_TYPE + field.name());
      }
    }
    for (Field field : schema.fields()) {
      if (field.required()) {
        Column read =
            field.type() == WireSchema.Type.TIMESTAMP ? col("at") : col("e." + field.name());
        defect = defect.when(read.isNull(), Defect.MISSING_FIELD + field.name());
      }
    }
    return defect;
  }

  private static Column malformed() {
    // an array of objects would be read as its first element
    Column noObject = not(ltrim(col("json"), " \t\n\r").startsWith(lit("{")));
    Column unreadable =
        corrupt(col("e")).and(corrupt(strictly(new StructType().add("e", DataTypes.StringType))));
    return noObject
        .or(not(is_valid_utf8(col("json"))))
        .or(col("e").isNull())
        .or(unreadable)
        .or(moreThanOneValue());
  }

  /** Where no brace closes before the last byte, nothing can follow the object. */
  private static Column moreThanOneValue() {
    // on the bytes: finding the brace's position in the text took a third of the parsing time
    Column allButLast = col("value").substr(lit(1), length(col("value")).minus(1));
    Column values = json_array_length(concat(lit("["), col("json"), lit("]")));
    return allButLast.cast("string").contains("}").and(coalesce(values, lit(0)).notEqual(1));
  }

  /** The instant of a text or of whole seconds; null where it is neither, or there is none. */
  private static Column timestamp(WireSchema schema) {
    return schema
        .only(WireSchema.Type.TIMESTAMP)
        .map(field -> timestamp(field.name()))
        .orElse(lit(null).cast(DataTypes.TimestampType));
  }

  private static Column timestamp(String field) {
    Column text = col("e." + field);
    // a number and its text differ in the record only
    Column seconds = strictly(new StructType().add(field, DataTypes.LongType)).getField(field);
    return when(isTimestamp(text), text.try_cast(DataTypes.TimestampType))
        .when(
            text.rlike(WHOLE_NUMBER)
                .and(seconds.between(Timestamps.FIRST_SECOND, Timestamps.LAST_SECOND)),
            timestamp_seconds(seconds));
  }

  /** Whether a text has a form of timestamp that is accepted; whether it is one, a cast tells. */
  static Column isTimestamp(Column text) {
    Column usual =
        length(text)
            .equalTo(FULL)
            .and(endswith(text, lit("Z")))
            .and(text.substr(TIME_MARK, 1).equalTo("T"));
    return usual.or(text.rlike(Timestamps.FORMS));
  }

  private static Column corrupt(Column read) {
    return read.getField(CORRUPT).isNotNull();
  }
}
