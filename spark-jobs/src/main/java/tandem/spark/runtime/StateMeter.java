package tandem.spark.runtime;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQuery;
import tandem.model.run.EngineEvent;
import tandem.model.run.RunSpec;
import tandem.spark.SparkExercise;

/**
 * Measures the state of a query at its last batch: Spark makes a checkpoint with every batch.
 *
 * <p>Keys are counted by Spark's state data source from the checkpoint. Durable bytes are those of
 * {@link CheckpointFiles}. Engine bytes are RocksDB's live tables, for its memtables are flushed at
 * each commit and its cache is not state; of the in-memory store they are the bytes it reports for
 * the newest version.
 */
public record StateMeter(SparkSession session, RunSpec spec, SparkExercise exercise) {
  private static final String STORE = "statestore";

  /** What Spark calls the operator that joins two streams. */
  private static final String JOIN = "symmetricHashJoin";

  /**
   * Measures at the query's last batch.
   *
   * @throws IOException if the checkpoint can't be read
   */
  public EngineEvent.State measure(StreamingQuery query) throws IOException {
    long keys = 0;
    long engineBytes = 0;
    for (StateOperatorProgress operator : query.lastProgress().stateOperators()) {
      engineBytes += ProgressListener.bytes(operator);
    }
    // the order of the reports is not that of the numbers, where there are several
    for (Row operator : operators()) {
      int id = ((Number) operator.get(0)).intValue();
      keys += operator.getString(1).equals(JOIN) ? rows(id) : count(id);
    }
    long durableBytes = CheckpointFiles.newestVersionBytes(spec.checkpoints().resolve("state"));
    return new EngineEvent.State(keys, engineBytes, durableBytes);
  }

  /** Numbers and names of the operators with state, from the checkpoint. */
  private List<Row> operators() {
    return session
        .read()
        .format("state-metadata")
        .load(spec.checkpoints().toString())
        .select("operatorId", "operatorName")
        .distinct()
        .collectAsList();
  }

  /** Rows that a join of two streams holds, of both sides. */
  private long rows(int operator) {
    return Stream.of("left", "right")
        .mapToLong(
            side ->
                session
                    .read()
                    .format(STORE)
                    .option("operatorId", operator)
                    .option("joinSide", side)
                    .load(spec.checkpoints().toString())
                    .count())
        .sum();
  }

  private long count(int operator) {
    Row sum =
        state(operator).agg(coalesce(sum(exercise.liveEntries(spec.variant())), lit(0L))).first();
    return ((Number) sum.get(0)).longValue();
  }

  private Dataset<Row> state(int operator) {
    DataFrameReader reader = session.read().format(STORE).option("operatorId", operator);
    exercise
        .stateVariable(spec.variant())
        .ifPresent(
            name -> reader.option("stateVarName", name).option("flattenCollectionTypes", "true"));
    return reader.load(spec.checkpoints().toString());
  }
}
