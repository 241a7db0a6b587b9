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

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import tandem.model.codec.Defect;
import tandem.model.codec.Timestamps;

/**
 * Reads the JSON of {@code eventos} with Spark's own parser and an explicit schema. Spark makes a
 * null of what it can't read and says nothing; so the column of corrupt records is asked for, and
 * the reason is worked out where it is set.
 *
 * <p>Spark also takes more than docs/records.md allows: text after the object, and timestamps such
 * as {@code 10:00:00}, which would be today's. The common form of each passes a cheap test of its
 * shape; only what looks unusual is read once more.
 */
public final class EventosJson {
  /** Column with the reason for refusing a record, null where it is accepted. */
  public static final String DEFECTO = "defecto";

  private static final String CORRUPT = "corrupt";
  private static final String TIMESTAMP = "timestamp";
  private static final int FULL = "2026-03-01T10:00:00.000Z".length();
  private static final int TIME_MARK = "2026-03-01T".length();

  /** The forms of ISO 8601 that are accepted, for {@code rlike}. */
  private static final String ISO =
      "^\\d{4}-\\d{2}-\\d{2}" + "(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})?)?$";

  private static final String WHOLE_NUMBER = "^-?\\d+$";

  private static final Map<String, String> STRICT =
      Map.of(
          "columnNameOfCorruptRecord",
          CORRUPT,
          "allowNonNumericNumbers",
          "false",
          "allowSingleQuotes",
          "false");

  private EventosJson() {}

  /**
   * All records.
   *
   * @param kafka rows with {@code key} and {@code value}
   * @param kept other columns of these rows to keep
   * @return the event's columns, {@link #DEFECTO}, the original key and value, and what is kept
   */
  public static Dataset<Row> decoded(Dataset<Row> kafka, String... kept) {
    Stream<Column> decoded =
        Stream.of(
            col("e.evento_id"),
            col("e.user_id"),
            col("e.tipo"),
            col("e.monto"),
            col("at").as(TIMESTAMP),
            col("e.region"),
            defect().as(DEFECTO),
            col("key"),
            col("value"));
    Stream<Column> others = Arrays.stream(kept).map(functions::col);
    return kafka
        .withColumn("json", col("value").cast("string"))
        .withColumn("e", strictly(evento(DataTypes.StringType)))
        .withColumn("at", timestamp(col("e.timestamp")))
        .select(Stream.concat(decoded, others).toArray(Column[]::new));
  }

  /** All records as a careless job reads them: what can't be read is null. */
  public static Dataset<Row> careless(Dataset<Row> kafka) {
    StructType evento = evento(DataTypes.TimestampType);
    return kafka.select(from_json(col("value").cast("string"), evento).as("e")).select("e.*");
  }

  private static StructType evento(DataType timestamp) {
    return new StructType()
        .add("evento_id", DataTypes.StringType)
        .add("user_id", DataTypes.StringType)
        .add("tipo", DataTypes.StringType)
        .add("monto", DataTypes.DoubleType)
        .add(TIMESTAMP, timestamp)
        .add("region", DataTypes.StringType);
  }

  private static Column strictly(StructType schema) {
    return from_json(col("json"), schema.add(CORRUPT, DataTypes.StringType), STRICT);
  }

  private static Column defect() {
    return when(col("json").isNull(), Defect.NULL_VALUE)
        .when(malformed(), Defect.MALFORMED_JSON)
        // the schema has one column that well-formed JSON can fail
        .when(corrupt(col("e")), Defect.WRONG_TYPE + "monto")
        .when(col("e.timestamp").isNotNull().and(col("at").isNull()), Defect.WRONG_TYPE + TIMESTAMP)
        .when(col("e.evento_id").isNull(), Defect.MISSING_FIELD + "evento_id")
        .when(col("e.user_id").isNull(), Defect.MISSING_FIELD + "user_id")
        .when(col("at").isNull(), Defect.MISSING_FIELD + TIMESTAMP);
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

  /** The instant of a text or of whole seconds; null where it is neither. */
  private static Column timestamp(Column text) {
    Column usual =
        length(text)
            .equalTo(FULL)
            .and(endswith(text, lit("Z")))
            .and(text.substr(TIME_MARK, 1).equalTo("T"));
    // a number and its text differ in the record only
    Column seconds =
        strictly(new StructType().add(TIMESTAMP, DataTypes.LongType)).getField(TIMESTAMP);
    return when(usual.or(text.rlike(ISO)), text.try_cast(DataTypes.TimestampType))
        .when(
            text.rlike(WHOLE_NUMBER)
                .and(seconds.between(Timestamps.FIRST_SECOND, Timestamps.LAST_SECOND)),
            timestamp_seconds(seconds));
  }

  private static Column corrupt(Column read) {
    return read.getField(CORRUPT).isNotNull();
  }
}
