package tandem.spark.runtime;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import tandem.model.catalog.Variant;
import tandem.model.event.DeadLetter;

/**
 * Rows as the sink takes them: the output's name, and Kafka's key, value and headers. One query can
 * so serve two topics, where a second query would read the source again at its own offsets.
 */
public final class SinkRows {
  /** Column with the name of the output. */
  public static final String OUTPUT = "output";

  /** Column with the result's own columns, where the sink is a table. */
  static final String ROW = "row";

  private SinkRows() {}

  /**
   * A job's rows as the sink takes them, with the dead letters of the input in the same query where
   * the job leaves them to the runtime.
   */
  public static Dataset<Row> of(Dataset<Row> rows, SparkInputs inputs) {
    if (Arrays.asList(rows.columns()).contains(OUTPUT)) {
      return rows;
    }
    Dataset<Row> results = results(rows);
    return inputs.carelesslyRead() ? results : results.union(deadLetters(inputs.decodedAgain()));
  }

  /**
   * A job's result rows as a table takes them, in {@link #ROW}, with the dead letters of the input
   * in the same query.
   *
   * @param rows the result's columns and no others
   */
  static Dataset<Row> withColumns(Dataset<Row> rows, SparkInputs inputs) {
    Dataset<Row> results =
        rows.select(
            lit(Variant.RESULT).as(OUTPUT),
            lit(null).cast("binary").as("key"),
            lit(null).cast("binary").as("value"),
            reason(lit(null)).as("headers"),
            struct(columns(rows.columns())).as(ROW));
    if (inputs.carelesslyRead()) {
      return results;
    }
    Column noRow = lit(null).cast(results.schema().apply(ROW).dataType());
    return results.union(deadLetters(inputs.decodedAgain()).withColumn(ROW, noRow));
  }

  /** Result rows: all columns as one JSON object. */
  public static Dataset<Row> results(Dataset<Row> rows) {
    return rows.select(
        lit(Variant.RESULT).as(OUTPUT),
        lit(null).cast("binary").as("key"),
        to_json(struct(columns(rows.columns()))).cast("binary").as("value"),
        reason(lit(null)).as("headers"));
  }

  /**
   * Refused records among {@link SparkInputs#decoded}: the original key and value, the reason in a
   * header.
   */
  public static Dataset<Row> deadLetters(Dataset<Row> decoded) {
    return decoded
        .where(col(EventosJson.DEFECTO).isNotNull())
        .select(
            lit(DeadLetter.OUTPUT).as(OUTPUT),
            col("key"),
            col("value"),
            reason(col(EventosJson.DEFECTO)).as("headers"));
  }

  /**
   * Results and dead letters of one pass, told apart by {@code defecto}.
   *
   * @param rows the result's columns, {@code defecto}, and the original key and value
   * @param resultColumns names of the result's columns
   */
  public static Dataset<Row> routed(Dataset<Row> rows, String... resultColumns) {
    Column refused = col(EventosJson.DEFECTO).isNotNull();
    Column result = to_json(struct(columns(resultColumns))).cast("binary");
    return rows.select(
        when(refused, DeadLetter.OUTPUT).otherwise(Variant.RESULT).as(OUTPUT),
        when(refused, col("key")).as("key"),
        when(refused, col("value")).otherwise(result).as("value"),
        reason(col(EventosJson.DEFECTO)).as("headers"));
  }

  /** Such rows as text, for sinks that people look at: a JSON object each. */
  static Dataset<Row> asLines(Dataset<Row> rows) {
    Column reason = col("headers").getItem(0).getField("value").cast("string");
    Column refused = to_json(struct(reason.as("reason"), col("value").cast("string").as("value")));
    Column line =
        when(col(OUTPUT).equalTo(DeadLetter.OUTPUT), refused)
            .otherwise(col("value").cast("string"));
    return rows.select(coalesce(line, lit("")).as("value"));
  }

  private static Column reason(Column text) {
    Column header =
        struct(lit(DeadLetter.REASON_HEADER).as("key"), text.cast("binary").as("value"));
    return when(text.isNotNull(), array(header));
  }

  private static Column[] columns(String[] names) {
    return Arrays.stream(names).map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }
}
