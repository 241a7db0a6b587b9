package tandem.spark.ch11.sec6;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.ch11.sec6.StreamStaticJoin;
import tandem.model.run.RunSpec;
import tandem.spark.MemoryRun;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SinkRows;
import tandem.spark.runtime.SparkInputs;
import tandem.spark.runtime.SparkSettings;

/** Whether a join with a static table moves the events, by the plan that was executed. */
final class StaticJoinPlanTest {
  private static final String EVENT =
      "{\"evento_id\":\"e-1\",\"user_id\":\"u-1\",\"timestamp\":\"2026-03-01T00:00:00.000Z\"}";
  private static final String SHUFFLE = "Exchange hashpartitioning";
  private static final String BROADCAST_LIMIT = "spark.sql.autoBroadcastJoinThreshold";

  @TempDir private Path directory;

  @Test
  void theTableIsBroadcastAndNoEventMoves() throws Exception {
    assertThat(planOf(new StreamStaticJoinJob()))
        .contains("BroadcastHashJoin")
        .contains("BroadcastExchange")
        .doesNotContain(SHUFFLE);
  }

  @Test
  void withoutTheHintALargeTableIsShuffledWithTheEvents() throws Exception {
    SparkSession session = SparkSettings.session(2, System.getProperty("java.io.tmpdir"));
    // any table is large now
    session.conf().set(BROADCAST_LIMIT, -1);
    try {
      assertThat(planOf(StaticJoinPlanTest::unhinted)).contains("SortMergeJoin").contains(SHUFFLE);
      assertThat(planOf(new StreamStaticJoinJob())).doesNotContain(SHUFFLE);
    } finally {
      session.conf().unset(BROADCAST_LIMIT);
    }
  }

  private String planOf(SparkExercise job) throws Exception {
    Path fresh = Files.createTempDirectory(directory, "run");
    RunSpec spec = MemoryRun.spec("11.6.1", StreamStaticJoin.PARQUET, fresh);
    try (MemoryRun run = new MemoryRun(spec, job)) {
      run.hand(EVENT);
      run.processAll();
      assertThat(run.results()).hasSize(1).first().asString().contains("Cliente 1");
      return run.plan();
    }
  }

  /** The join as one writes it first. */
  private static Dataset<Row> unhinted(SparkInputs in, RunSpec spec) {
    Dataset<Row> eventos = in.decoded();
    Dataset<Row> clientes =
        eventos.sparkSession().read().parquet(spec.source(StreamStaticJoin.CLIENTES));
    String[] key = {StreamStaticJoin.USER_ID};
    return SinkRows.routed(eventos.join(clientes, key, "left"), "evento_id", "nombre");
  }
}
