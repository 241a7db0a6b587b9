package tandem.spark.runtime;

import static org.apache.spark.sql.functions.udf;

import java.util.concurrent.locks.LockSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.types.DataTypes;
import tandem.model.run.Plant;

/** Puts a {@link Plant} into a query; where nothing is planted, the query stays as it is. */
final class Planted {
  private Planted() {}

  /** Work for each record, in a filter that lets all pass. */
  static Dataset<Row> work(Dataset<Row> records, Plant plant) {
    if (!plant.hasWork()) {
      return records;
    }
    long nanos = plant.work().toNanos();
    UDF0<Boolean> busy =
        () -> {
          Plant.burn(nanos);
          return true;
        };
    // what is not deterministic can be neither left out nor done twice
    return records.where(udf(busy, DataTypes.BooleanType).asNondeterministic().apply());
  }

  /** A wait before the first row of each task: once in a micro-batch, and never for each row. */
  static Dataset<Row> await(Dataset<Row> rows, Plant plant) {
    if (!plant.hasDelay()) {
      return rows;
    }
    long nanos = plant.delay().toNanos();
    MapPartitionsFunction<Row, Row> later =
        partition -> {
          if (partition.hasNext()) {
            pause(nanos);
          }
          return partition;
        };
    return rows.mapPartitions(later, Encoders.row(rows.schema()));
  }

  /** Parking may end early; the wait may not. */
  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
