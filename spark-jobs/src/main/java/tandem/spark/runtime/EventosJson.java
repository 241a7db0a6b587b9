package tandem.spark.runtime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import tandem.model.codec.WireSchema;

/** Reads the JSON of {@code eventos} with Spark's own parser. */
public final class EventosJson {
  /** Column with the reason for refusing a record, null where it is accepted. */
  public static final String DEFECTO = WireJson.DEFECTO;

  /** Columns of an event, in their order. */
  public static final StructType COLUMNS =
      new StructType()
          .add("evento_id", DataTypes.StringType)
          .add("user_id", DataTypes.StringType)
          .add("tipo", DataTypes.StringType)
          .add("monto", DataTypes.DoubleType)
          .add("timestamp", DataTypes.TimestampType)
          .add("region", DataTypes.StringType);

  private static final WireSchema EVENTO =
      WireSchema.of(
          WireSchema.text("evento_id").needed(),
          WireSchema.text("user_id").needed(),
          WireSchema.text("tipo"),
          WireSchema.number("monto"),
          WireSchema.timestamp("timestamp").needed(),
          WireSchema.text("region"));

  private EventosJson() {}

  /**
   * All records.
   *
   * @param kafka rows with {@code key} and {@code value}
   * @param kept other columns of them to keep
   * @return the event's columns, {@link #DEFECTO}, and the original key and value
   */
  public static Dataset<Row> decoded(Dataset<Row> kafka, String... kept) {
    return WireJson.decoded(kafka, EVENTO, kept);
  }

  /** All records as a careless job reads them: what can't be read is null. */
  public static Dataset<Row> careless(Dataset<Row> kafka) {
    return kafka.select(from_json(col("value").cast("string"), COLUMNS).as("e")).select("e.*");
  }
}
