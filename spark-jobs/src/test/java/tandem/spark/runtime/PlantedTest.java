package tandem.spark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import tandem.model.run.Plant;

class PlantedTest {
  private static final Plant BOTH = new Plant(Duration.ofNanos(500), Duration.ofMillis(1));

  // the tests of this JVM share the session, so its folder must outlive this class
  private final SparkSession session =
      SparkSettings.session(2, System.getProperty("java.io.tmpdir"));

  @Test
  void whatIsNotPlantedLeavesTheQueryAsItIs() {
    Dataset<Row> rows = rows();

    assertThat(Planted.work(rows, Plant.NONE)).isSameAs(rows);
    assertThat(Planted.await(rows, Plant.NONE)).isSameAs(rows);
  }

  @Test
  void aPlantChangesNoRow() {
    assertThat(Planted.await(rows(), BOTH).collectAsList()).isEqualTo(rows().collectAsList());
    assertThat(Planted.work(rows(), BOTH).collectAsList()).isEqualTo(rows().collectAsList());
  }

  /** The work is for every record, though nobody needs its result. */
  @Test
  void workIsNotOptimisedAway() {
    String plan =
        Planted.work(rows(), BOTH).select("value").queryExecution().optimizedPlan().toString();

    assertThat(plan).contains("Filter").contains("UDF");
  }

  /** The runtime reads the topic a second time for dead letters: the work must not be doubled. */
  @Test
  void workIsOnceForEachRecord() {
    Dataset<Row> records =
        session
            .range(10)
            .selectExpr(
                "cast(null as binary) as key", "cast(cast(id as string) as binary) as value");
    SparkInputs inputs = new SparkInputs(topic -> records, BOTH);

    String plan = SinkRows.of(inputs.eventos(), inputs).queryExecution().optimizedPlan().toString();

    assertThat(plan.split("UDF", -1)).hasSize(2);
  }

  private Dataset<Row> rows() {
    return session.range(0, 100, 1, 2).selectExpr("id as offset", "cast(id as string) as value");
  }
}
