package tandem.spark.runtime;

import static org.apache.spark.sql.functions.col;

import java.sql.SQLException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.model.catalog.PostgresWrite.Conflict;
import tandem.model.catalog.PostgresWrite.Control;
import tandem.model.catalog.Service;
import tandem.model.catalog.Variant;
import tandem.model.parity.RowSchema;
import tandem.model.run.EngineEvent;
import tandem.model.run.RunSpec;
import tandem.model.store.ResultTable;

/** Writes micro-batches to a table of PostgreSQL, in the way that the variant says. */
final class PostgresEnds {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresEnds.class);

  /** A server that is away for longer is somebody's matter: the query fails. */
  private static final long PATIENCE_MILLIS = 120_000;

  private static final long PAUSE_MILLIS = 500;

  /** The driver writes a batch as one part. */
  private static final int WHOLE = 0;

  private final RunSpec spec;
  private final ResultTable table;
  private final String url;
  private final Consumer<EngineEvent> events;

  /**
   * Ends of a run.
   *
   * @param events is told of each write and how long it took
   */
  PostgresEnds(RunSpec spec, Variant variant, Consumer<EngineEvent> events) {
    this.events = events;
    this.spec = spec;
    this.table = ResultTable.of(variant);
    this.url = spec.service(Service.POSTGRES);
  }

  /**
   * Writes a micro-batch. While the server is away a batch that may be written twice is tried again
   * and again: whether the last try was committed before the connection broke, its entry knows.
   */
  void write(Dataset<Row> rows, String query, long number) throws Exception {
    PostgresBatch batch = new PostgresBatch(table, url, query, number);
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (true) {
      try {
        // what is kept of the batch is there before the clock starts
        long count = rows.count();
        long start = System.nanoTime();
        writers(rows, batch);
        events.accept(new EngineEvent.TableWrite(count, (System.nanoTime() - start) / 1_000));
        return;
      } catch (Exception e) {
        PostgresPool.clear();
        if (!table.write().repeatable() || !serverAway(e) || System.nanoTime() > end) {
          throw e;
        }
        LOG.warn("PostgreSQL is away, batch {} is tried again: {}", number, e.toString());
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  /** Whether a failure is that of a connection, or of a server that stops or starts. */
  private static boolean serverAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
        return true;
      }
    }
    return false;
  }

  private void writers(Dataset<Row> rows, PostgresBatch batch) throws Exception {
    if (!table.write().raced()) {
      write(rows, batch, () -> {});
      return;
    }
    CyclicBarrier both = new CyclicBarrier(2);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> writeUnchecked(rows, batch, both));
    writeUnchecked(rows, batch, both);
    other.join();
  }

  private void writeUnchecked(Dataset<Row> rows, PostgresBatch batch, CyclicBarrier both) {
    try {
      write(rows, batch, () -> await(both));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CyclicBarrier both) {
    try {
      both.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Writes a batch once.
   *
   * @param looked what happens when it has been looked for, where that is done before
   */
  private void write(Dataset<Row> rows, PostgresBatch batch, Runnable looked) throws Exception {
    boolean before = table.write().control() == Control.CHECKED_BEFORE;
    boolean written = before && batch.entered();
    looked.run();
    if (written) {
      return;
    }
    switch (table.write().way()) {
      case BATCHED -> byTasks(rows, batch);
      case COLLECTED, ROW_BY_ROW -> batch.write(rows.collectAsList().iterator(), WHOLE);
      case COPY -> new PostgresCopy(batch).write(rows);
    }
  }

  /** Each task a transaction; a key's rows are in the same part whenever the batch is tried. */
  private void byTasks(Dataset<Row> rows, PostgresBatch batch) {
    Dataset<Row> parts =
        table.write().conflict() == Conflict.INSERT
            ? rows
            : rows.repartition(spec.parallelism(), keys());
    ForeachPartitionFunction<Row> write = part -> batch.write(part, TaskContext.getPartitionId());
    parts.foreachPartition(write);
  }

  private Column[] keys() {
    return table.columns().stream()
        .filter(RowSchema.Column::key)
        .map(column -> col(column.name()))
        .toArray(Column[]::new);
  }
}
