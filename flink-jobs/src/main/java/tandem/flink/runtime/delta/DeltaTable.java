package tandem.flink.runtime.delta;

import static io.delta.kernel.internal.util.Utils.singletonCloseableIterator;
import static io.delta.kernel.internal.util.Utils.toCloseableIterator;

import io.delta.kernel.Operation;
import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionBuilder;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.PartitionUtils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Delta table at a location, through Delta's Kernel. */
public final class DeltaTable {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaTable.class);
  private static final String WRITTEN_BY = "tandem";

  private final ParquetFiles files = new ParquetFiles();
  private final Engine engine = files.engine();
  private final Table table;

  /** A table that may not exist yet, at a URI. */
  public DeltaTable(String location) {
    table = Table.forPath(engine, location);
  }

  /**
   * Adds files in one transaction, unless a transaction of that name is in the table; makes the
   * table with the first.
   *
   * @param schema all columns, for a table that is not there yet
   * @param partitionedBy some of them, likewise
   * @return whether they were added now
   */
  boolean append(
      StructType schema,
      List<String> partitionedBy,
      String appId,
      long version,
      List<DeltaCommittable> added)
      throws IOException {
    return commit(
        schema,
        partitionedBy,
        appId,
        version,
        state -> {
          List<Row> actions = new ArrayList<>();
          added.forEach(file -> actions.addAll(actions(state, schema, file)));
          return actions;
        });
  }

  /**
   * Puts files in the place of others in one transaction, unless a transaction of that name is in
   * the table; makes the table with the first. Whoever else writes to the table meanwhile may lose
   * what they wrote.
   *
   * @param schema all columns, for a table that is not there yet
   * @param rewriting is asked which files, if the transaction is not there
   * @return whether it was done now
   */
  boolean rewrite(StructType schema, String appId, long version, Rewriting rewriting)
      throws IOException {
    return commit(
        schema,
        List.of(),
        appId,
        version,
        state -> {
          Rewritten files = rewriting.of(files());
          List<Row> actions = new ArrayList<>();
          files.removed().forEach(file -> actions.add(file.removal()));
          files.added().forEach(file -> actions.addAll(actions(state, schema, file)));
          return actions;
        });
  }

  /** Says which files take the place of which. */
  interface Rewriting {
    Rewritten of(List<TableFile> current) throws IOException;
  }

  /** Files that go, and files that come. */
  record Rewritten(List<TableFile> removed, List<DeltaCommittable> added) {}

  /** A file of the table. */
  record TableFile(Row scan, Row file) {

    /** Its absolute URI. */
    String path() {
      return InternalScanFileUtils.getAddFileStatus(file).getPath();
    }

    private Row removal() {
      AddFile added = new AddFile(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
      return SingleAction.createRemoveFileSingleAction(
          added.toRemoveFileRow(true, Optional.empty()));
    }
  }

  private interface Actions {
    List<Row> of(Row transaction) throws IOException;
  }

  private boolean commit(
      StructType schema, List<String> partitionedBy, String appId, long version, Actions actions)
      throws IOException {
    TransactionBuilder builder =
        table
            .createTransactionBuilder(engine, WRITTEN_BY, Operation.STREAMING_UPDATE)
            .withTransactionId(engine, appId, version);
    if (snapshot().isEmpty()) {
      builder = builder.withSchema(engine, schema).withPartitionColumns(engine, partitionedBy);
    }
    try {
      Transaction transaction = builder.build(engine);
      List<Row> made = actions.of(transaction.getTransactionState(engine));
      keepLogShort(
          transaction.commit(
              engine, CloseableIterable.inMemoryIterable(toCloseableIterator(made.iterator()))));
      return true;
    } catch (ConcurrentTransactionException alreadyThere) {
      return false;
    }
  }

  private List<Row> actions(Row state, StructType schema, DeltaCommittable file) {
    Map<String, Literal> values = new HashMap<>();
    file.partition()
        .forEach(
            (column, text) ->
                values.put(
                    column,
                    PartitionUtils.literalForPartitionValue(
                        schema.get(column).getDataType(), text)));
    DataFileStatus status =
        new DataFileStatus(file.path(), file.size(), file.modifiedMillis(), Optional.empty());
    return Transaction.generateAppendActions(
            engine,
            state,
            singletonCloseableIterator(status),
            Transaction.getWriteContext(engine, state, values))
        .toInMemoryList();
  }

  /** Summaries of the log that are due now; without them reading it takes longer, no more. */
  private void keepLogShort(TransactionCommitResult committed) {
    for (PostCommitHook hook : committed.getPostCommitHooks()) {
      try {
        hook.threadSafeInvoke(engine);
      } catch (IOException e) {
        LOG.warn("left out after version {}: {}", committed.getVersion(), hook.getType(), e);
      }
    }
  }

  private Optional<Snapshot> snapshot() {
    try {
      return Optional.of(table.getLatestSnapshot(engine));
    } catch (TableNotFoundException notYet) {
      return Optional.empty();
    }
  }

  /** Number of the newest version, from 0; -1 where there is no table. */
  public long version() {
    return snapshot().map(Snapshot::getVersion).orElse(-1L);
  }

  /**
   * Reads all rows of the newest version.
   *
   * @param rows is given each row as JSON; none where there is no table
   */
  public void read(Consumer<String> rows) throws IOException {
    for (TableFile file : files()) {
      read(file, rows);
    }
  }

  /** Reads all rows of a file of the table. */
  void read(TableFile file, Consumer<String> rows) throws IOException {
    read(file.scan(), file.file(), rows);
  }

  /** The files of the newest version; none where there is no table. */
  private List<TableFile> files() throws IOException {
    List<TableFile> files = new ArrayList<>();
    Optional<Snapshot> newest = snapshot();
    if (newest.isEmpty()) {
      return files;
    }
    Scan scan = newest.get().getScanBuilder().build();
    Row state = scan.getScanState(engine);
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> added = batches.next().getRows()) {
          while (added.hasNext()) {
            files.add(new TableFile(state, added.next()));
          }
        }
      }
    }
    return files;
  }

  private void read(Row scan, Row file, Consumer<String> rows) throws IOException {
    CloseableIterator<FileReadResult> contents =
        files.contents(
            List.of(InternalScanFileUtils.getAddFileStatus(file)),
            ScanStateRow.getPhysicalDataReadSchema(scan));
    // puts in the columns that are not in the file
    try (CloseableIterator<FilteredColumnarBatch> whole =
        Scan.transformPhysicalData(engine, scan, file, contents.map(FileReadResult::getData))) {
      while (whole.hasNext()) {
        ParquetFiles.tell(whole.next().getRows(), rows);
      }
    }
  }
}
