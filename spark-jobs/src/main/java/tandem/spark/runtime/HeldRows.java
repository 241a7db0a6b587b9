package tandem.spark.runtime;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import tandem.model.catalog.Variant;
import tandem.model.run.Failpoint;
import tandem.model.run.Failpoints;

/**
 * Rows on their way to the sink, with a place to be killed at: what made the first of them is done,
 * and the sink has none. Tasks run in the process that is armed, so each row can ask.
 */
final class HeldRows {
  private HeldRows() {}

  /** The same rows; as they are unless the variant is killed there. */
  static Dataset<Row> before(Dataset<Row> rows, Variant variant) {
    if (!variant.isKilledAt(Failpoint.BEFORE_WRITE)) {
      return rows;
    }
    MapPartitionsFunction<Row, Row> held = HeldRows::held;
    return rows.mapPartitions(held, Encoders.row(rows.schema()));
  }

  private static Iterator<Row> held(Iterator<Row> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        Failpoints.reached(Failpoint.BEFORE_WRITE);
        return row;
      }
    };
  }
}
