package tandem.spark.runtime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import tandem.model.codec.Defect;
import tandem.model.codec.EventoCsv;

/**
 * Reads events from lines of CSV with Spark's own parser. All fields are read as text first: a
 * column of another type would be null without a reason.
 */
public final class EventosCsv {
  private static final String CORRUPT = "corrupt";

  /**
   * Quotes in a field are doubled, as RFC 4180 has it; Spark would take a backslash. A field
   * without anything is null; as long as "" stands for null, a text of no length in quotes would
   * be, too.
   */
  private static final Map<String, String> OPTIONS =
      Map.of("columnNameOfCorruptRecord", CORRUPT, "escape", "\"", "nullValue", "\u0000");

  private EventosCsv() {}

  /**
   * All lines.
   *
   * @param lines rows with {@code key} and {@code value}, both bytes
   * @return the event's columns, {@code defecto}, and the original key and value
   */
  public static Dataset<Row> decoded(Dataset<Row> lines) {
    StructType texts = new StructType();
    for (String column : EventoCsv.COLUMNS) {
      texts = texts.add(column, DataTypes.StringType);
    }
    String schema = texts.add(CORRUPT, DataTypes.StringType).toDDL();
    return lines
        .withColumn("line", col("value").cast("string"))
        .withColumn("e", from_csv(col("line"), lit(schema), OPTIONS))
        .withColumn("amount", when(isNumber(), col("e.monto").cast(DataTypes.DoubleType)))
        .withColumn("at", when(isTime(), col("e.timestamp").try_cast(DataTypes.TimestampType)))
        .select(
            col("e.evento_id"),
            col("e.user_id"),
            col("e.tipo"),
            col("amount").as("monto"),
            col("at").as("timestamp"),
            col("e.region"),
            defect().as(WireJson.DEFECTO),
            col("key"),
            col("value"));
  }

  private static Column isNumber() {
    return col("e.monto").rlike("^" + EventoCsv.NUMBER + "$");
  }

  private static Column isTime() {
    return WireJson.isTimestamp(col("e.timestamp"));
  }

  private static Column defect() {
    Column noLine = length(col("line")).equalTo(0).or(col("e").isNull());
    return when(noLine.or(col("e." + CORRUPT).isNotNull()), Defect.MALFORMED_CSV)
        .when(unreadable("monto", "amount"), Defect.WRONG_TYPE + "monto")
        .when(unreadable("timestamp", "at"), Defect.WRONG_TYPE + "timestamp")
        .when(col("e.evento_id").isNull(), Defect.MISSING_FIELD + "evento_id")
        .when(col("e.user_id").isNull(), Defect.MISSING_FIELD + "user_id")
        .when(col("at").isNull(), Defect.MISSING_FIELD + "timestamp");
  }

  private static Column unreadable(String text, String read) {
    return col("e." + text).isNotNull().and(col(read).isNull());
  }
}
