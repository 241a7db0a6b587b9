package tandem.spark.runtime;

import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaMergeMatchedActionBuilder;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import tandem.model.catalog.DeltaWrite.Way;
import tandem.model.catalog.Variant;
import tandem.model.parity.RowSchema.Column;
import tandem.model.run.EngineEvent;
import tandem.model.run.RunSpec;

/**
 * Writes micro-batches to a Delta table, in the way that the variant says.
 *
 * @param events is told of each write that changes the table as a whole, and what it cost
 */
record DeltaEnds(RunSpec spec, Variant variant, Consumer<EngineEvent> events) {
  private static final String FORMAT = "delta";
  private static final String LOG = "/_delta_log/";
  private static final String THERE = "existente";
  private static final String NEW = "nuevo";

  /** Writes a micro-batch of a query. */
  void write(Dataset<Row> rows, String query, long batch) throws IOException {
    Way way = variant.deltaWrite().way();
    if (way == Way.APPEND) {
      append(rows, query, batch);
      return;
    }
    // what is kept of the batch is there before the clock starts
    long count = rows.count();
    long before = bytes(rows.sparkSession());
    long start = System.nanoTime();
    change(rows, way);
    long micros = (System.nanoTime() - start) / 1_000;
    long written = bytes(rows.sparkSession()) - before;
    events.accept(
        new EngineEvent.TableWrite(count, micros, table(rows.sparkSession()).count(), written));
    if (variant.deltaWrite().twice()) {
      change(rows, way);
    }
  }

  /** As one transaction, under the query's id and the batch's; one that is there is left out. */
  private void append(Dataset<Row> rows, String query, long batch) {
    rows.write()
        .format(FORMAT)
        .mode(SaveMode.Append)
        .partitionBy(variant.partitionedBy().toArray(String[]::new))
        .option("txnAppId", query)
        .option("txnVersion", batch)
        .save(spec.location());
  }

  /** A first batch makes the table, as there is nothing to merge with. */
  private void change(Dataset<Row> rows, Way way) {
    boolean merges = way == Way.MERGE || way == Way.MERGE_ADDING;
    if (merges && DeltaTable.isDeltaTable(rows.sparkSession(), spec.location())) {
      merge(rows, way);
    } else {
      rows.write().format(FORMAT).mode(SaveMode.Overwrite).save(spec.location());
    }
  }

  private void merge(Dataset<Row> rows, Way way) {
    DeltaMergeBuilder merge =
        DeltaTable.forPath(rows.sparkSession(), spec.location())
            .as(THERE)
            .merge(rows.as(NEW), sameKey());
    DeltaMergeMatchedActionBuilder matched = merge.whenMatched();
    (way == Way.MERGE ? matched.updateAll() : matched.updateExpr(sums()))
        .whenNotMatched()
        .insertAll()
        .execute();
  }

  private Map<String, String> sums() {
    return variant.schema().columns().stream()
        .filter(column -> !column.key())
        .map(Column::name)
        .collect(Collectors.toMap(name -> name, DeltaEnds::sum));
  }

  private String sameKey() {
    return variant.schema().columns().stream()
        .filter(Column::key)
        .map(Column::name)
        .map(DeltaEnds::same)
        .collect(Collectors.joining(" AND "));
  }

  private static String same(String column) {
    return THERE + "." + column + " = " + NEW + "." + column;
  }

  private static String sum(String column) {
    return THERE + "." + column + " + " + NEW + "." + column;
  }

  private Dataset<Row> table(SparkSession session) {
    return session.read().format(FORMAT).load(spec.location());
  }

  /** Of all files of rows that were ever written: none is deleted before the table is vacuumed. */
  private long bytes(SparkSession session) throws IOException {
    Path location = new Path(spec.location());
    FileSystem files = location.getFileSystem(session.sessionState().newHadoopConf());
    if (!files.exists(location)) {
      return 0;
    }
    long bytes = 0;
    for (RemoteIterator<LocatedFileStatus> all = files.listFiles(location, true); all.hasNext(); ) {
      LocatedFileStatus file = all.next();
      bytes += file.getPath().toString().contains(LOG) ? 0 : file.getLen();
    }
    return bytes;
  }
}
