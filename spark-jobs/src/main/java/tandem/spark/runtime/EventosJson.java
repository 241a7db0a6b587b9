package tandem.spark.runtime;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.ltrim;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import tandem.model.codec.Defect;

/**
 * Reads the JSON of {@code eventos} with Spark's own parser and an explicit schema. Spark makes a
 * null of what it can't read and says nothing; the column of corrupt records is asked for here, and
 * the reason is worked out where it is set.
 */
public final class EventosJson {
  /** Column with the reason for refusing a record, null where it is accepted. */
  public static final String DEFECTO = "defecto";

  private static final String CORRUPT = "corrupt";

  private static final StructType EVENTO =
      new StructType()
          .add("evento_id", DataTypes.StringType)
          .add("user_id", DataTypes.StringType)
          .add("tipo", DataTypes.StringType)
          .add("monto", DataTypes.DoubleType)
          .add("timestamp", DataTypes.TimestampType)
          .add("region", DataTypes.StringType);

  private static final Map<String, String> STRICT =
      Map.of("columnNameOfCorruptRecord", CORRUPT, "allowNonNumericNumbers", "false");

  private EventosJson() {}

  /**
   * All records.
   *
   * @param kafka rows with {@code key} and {@code value}
   * @return the event's columns, {@link #DEFECTO}, and the original key and value
   */
  public static Dataset<Row> decoded(Dataset<Row> kafka) {
    StructType withCorrupt = EVENTO.add(CORRUPT, DataTypes.StringType);
    return kafka
        .select(col("key"), col("value"), col("value").cast("string").as("json"))
        .withColumn("e", from_json(col("json"), withCorrupt, STRICT))
        .withColumn(DEFECTO, defect())
        .select(col("e.*"), col(DEFECTO), col("key"), col("value"))
        .drop(CORRUPT);
  }

  /** All records as a careless job reads them: what can't be read is null. */
  public static Dataset<Row> careless(Dataset<Row> kafka) {
    return kafka.select(from_json(col("value").cast("string"), EVENTO).as("e")).select("e.*");
  }

  private static Column defect() {
    return when(col("json").isNull(), Defect.NULL_VALUE)
        // an array of objects would be read as its first element
        .when(not(ltrim(col("json")).startsWith("{")), Defect.MALFORMED_JSON)
        .when(col("e").isNull(), Defect.MALFORMED_JSON)
        .when(col("e." + CORRUPT).isNotNull(), reasonOfCorrupt())
        .when(col("e.evento_id").isNull(), Defect.MISSING_FIELD + "evento_id")
        .when(col("e.user_id").isNull(), Defect.MISSING_FIELD + "user_id")
        .when(col("e.timestamp").isNull(), Defect.MISSING_FIELD + "timestamp");
  }

  /**
   * Present in the text and yet null once read: it is of the wrong type. Evaluated for corrupt
   * records only.
   */
  private static Column reasonOfCorrupt() {
    return when(get_json_object(col("json"), "$").isNull(), Defect.MALFORMED_JSON)
        .when(wrongType("monto"), concat(lit(Defect.WRONG_TYPE), lit("monto")))
        .when(wrongType("timestamp"), concat(lit(Defect.WRONG_TYPE), lit("timestamp")))
        .otherwise(lit(Defect.MALFORMED_JSON));
  }

  private static Column wrongType(String field) {
    return get_json_object(col("json"), "$." + field)
        .isNotNull()
        .and(coalesce(col("e." + field).cast("string"), lit("")).equalTo(""));
  }
}
