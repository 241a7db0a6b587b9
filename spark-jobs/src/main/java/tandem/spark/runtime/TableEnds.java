package tandem.spark.runtime;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import tandem.model.catalog.Service;
import tandem.model.catalog.Variant;
import tandem.model.event.DeadLetter;
import tandem.model.parity.RowSchema;
import tandem.model.run.EngineEvent;
import tandem.model.run.Failpoint;
import tandem.model.run.Failpoints;
import tandem.model.run.RunSpec;
import tandem.model.store.ResultTable;

/**
 * The tables that queries write their results to, and what is in them.
 *
 * <p>A micro-batch's results go to the table and its dead letters to their topic, by one query: two
 * would each read the source at offsets of their own. The batch is one transaction of a Delta
 * table, so its rows are there once; Kafka's sink has no transactions, so a batch that is tried
 * again sends its dead letters again, and none is lost.
 */
record TableEnds(
    RunSpec spec,
    Variant variant,
    UnaryOperator<Dataset<Row>> eachBatch,
    Consumer<EngineEvent> events)
    implements VoidFunction2<Dataset<Row>, Long> {
  private static final String DELTA = "delta";

  /** Where Spark tells a batch's code whose batch it is; the id stays with the checkpoint. */
  private static final String QUERY_ID = "sql.streaming.queryId";

  /** Writes a micro-batch of {@link SinkRows#withColumns}. */
  @Override
  public void call(Dataset<Row> batch, Long id) throws Exception {
    // written twice, read once
    Dataset<Row> kept = batch.persist();
    try {
      Dataset<Row> letters = kept.where(col(SinkRows.OUTPUT).equalTo(DeadLetter.OUTPUT));
      KafkaEnds.toTopics(letters, spec)
          .write()
          .format(KafkaEnds.FORMAT)
          .options(KafkaEnds.sinkOptions(spec))
          .save();
      Dataset<Row> results = kept.where(col(SinkRows.OUTPUT).equalTo(Variant.RESULT));
      write(amidWrite(eachBatch.apply(results.select(SinkRows.ROW + ".*"))), id);
    } finally {
      kept.unpersist();
    }
  }

  /** Writes the results of a micro-batch. */
  void write(Dataset<Row> rows, long batch) throws Exception {
    switch (variant.sink()) {
      case DELTA -> new DeltaEnds(spec, variant, events).write(rows, queryId(rows), batch);
      case PARQUET -> overwrite(rows, batch);
      case POSTGRES -> new PostgresEnds(spec, variant, events).write(rows, queryId(rows), batch);
      case KAFKA, CONSOLE, DELTA_STREAM, MEMORY -> throw noBatches(variant);
    }
  }

  private static String queryId(Dataset<Row> rows) {
    return rows.sparkSession().sparkContext().getLocalProperty(QUERY_ID);
  }

  /**
   * Into a folder of its own, deleting first what is there: the sink that loses data (exercise
   * 11.2.5).
   */
  private void overwrite(Dataset<Row> rows, long batch) {
    rows.write().mode(SaveMode.Overwrite).parquet(spec.location() + "/batch_" + batch);
  }

  /**
   * A place to be killed at when half of a batch is written, and all that it takes the place of is
   * gone; unless somebody is to be killed there, the rows are written as they are.
   */
  private static Dataset<Row> amidWrite(Dataset<Row> rows) {
    if (!Failpoints.isArmed(Failpoint.AMID_WRITE)) {
      return rows;
    }
    long half = rows.count() / 2;
    MapPartitionsFunction<Row, Row> held = partition -> new Held(partition, half);
    // one task, which can know when half of them have gone by
    return rows.coalesce(1).mapPartitions(held, Encoders.row(rows.schema()));
  }

  /** Rows on their way to a file, up to the failpoint. */
  private static final class Held implements Iterator<Row> {
    private final Iterator<Row> rows;
    private long before;

    Held(Iterator<Row> rows, long before) {
      this.rows = rows;
      this.before = before;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      if (before-- == 0) {
        Failpoints.reached(Failpoint.AMID_WRITE);
      }
      return rows.next();
    }
  }

  /** Reads all rows that are now in a run's table; none where there is no table. */
  static void readBack(SparkSession session, RunSpec spec, Variant variant, Consumer<String> rows)
      throws IOException {
    Path location = new Path(spec.location());
    switch (variant.sink()) {
      case DELTA, DELTA_STREAM -> {
        if (DeltaTable.isDeltaTable(session, spec.location())) {
          tell(session.read().format(DELTA).load(spec.location()), rows);
        }
      }
      case PARQUET -> {
        if (location.getFileSystem(session.sessionState().newHadoopConf()).exists(location)) {
          tell(
              session
                  .read()
                  .schema(columns(variant.schema()))
                  .option("recursiveFileLookup", true)
                  .parquet(spec.location()),
              rows);
        }
      }
      case POSTGRES -> ResultTable.of(variant).read(spec.service(Service.POSTGRES), rows);
      case KAFKA, CONSOLE, MEMORY -> throw noTable(variant);
    }
  }

  private static void tell(Dataset<Row> found, Consumer<String> rows) {
    found.toJSON().toLocalIterator().forEachRemaining(rows);
  }

  /** What is in the files, said here: a folder without files says nothing. */
  private static StructType columns(RowSchema schema) {
    StructType columns = new StructType();
    for (RowSchema.Column column : schema.columns()) {
      columns = columns.add(column.name(), type(column.type()));
    }
    return columns;
  }

  private static DataType type(RowSchema.Type type) {
    return switch (type) {
      case TEXT -> DataTypes.StringType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case INSTANT -> DataTypes.TimestampType;
      case DATE -> DataTypes.DateType;
    };
  }

  private static IllegalArgumentException noBatches(Variant variant) {
    return new IllegalArgumentException(variant.name() + " writes no batches to a table");
  }

  private static IllegalArgumentException noTable(Variant variant) {
    return new IllegalArgumentException(variant.name() + " writes to no table");
  }
}
