package tandem.spark.runtime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec2.SinkThatLostData;
import tandem.model.run.RunSpec;
import tandem.spark.MemoryRun;

/** What is in a table after batches that are written twice, and what Delta does to a session. */
class TableEndsTest {
  private static final SparkSession PLAIN =
      SparkSettings.session(2, System.getProperty("java.io.tmpdir"));
  private static final SparkSession DELTA = SparkSettings.withDelta(PLAIN);

  @TempDir private Path directory;

  @Test
  void aBatchIsInADeltaTableOnce() throws Exception {
    TableEnds table = table(SinkThatLostData.DELTA);
    DELTA.sparkContext().setLocalProperty("sql.streaming.queryId", "one");
    table.write(rows(DELTA, 0, 3), 0);
    table.write(rows(DELTA, 3, 5), 1);
    table.write(rows(DELTA, 3, 5), 1);
    assertThat(read(table, DELTA)).hasSize(5).doesNotHaveDuplicates();

    // a query without this one's checkpoint begins to count again
    DELTA.sparkContext().setLocalProperty("sql.streaming.queryId", "two");
    table.write(rows(DELTA, 0, 3), 0);
    assertThat(read(table, DELTA)).hasSize(8);
  }

  @Test
  void anOverwrittenBatchTakesThePlaceOfTheFirst() throws Exception {
    TableEnds folders = table(SinkThatLostData.OVERWRITE);
    folders.write(rows(PLAIN, 0, 3), 0);
    folders.write(rows(PLAIN, 3, 5), 1);
    assertThat(read(folders, PLAIN)).hasSize(5);
    folders.write(rows(PLAIN, 3, 4), 1);
    assertThat(read(folders, PLAIN)).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void rowsComeBackAsTheyWouldBeOnATopic() throws Exception {
    for (String variant : List.of(SinkThatLostData.DELTA, SinkThatLostData.OVERWRITE)) {
      TableEnds table = table(variant);
      SparkSession session = variant.equals(SinkThatLostData.DELTA) ? DELTA : PLAIN;
      assertThat(read(table, session)).isEmpty();
      session.sparkContext().setLocalProperty("sql.streaming.queryId", "one");
      table.write(rows(session, 7, 8), 0);
      assertThat(read(table, session))
          .containsExactly(
              "{\"evento_id\":\"e-7\",\"user_id\":\"ana\",\"monto\":1.75,"
                  + "\"timestamp\":\"2026-03-01T00:00:07.000Z\",\"fecha\":\"2026-03-08\"}");
    }
  }

  @Test
  void aSessionWithoutDeltaStaysAsItIs() {
    assertThat(effective(PLAIN)).doesNotContainKey("spark.sql.catalog.spark_catalog");
    assertThat(effective(DELTA))
        .containsEntry("spark.databricks.delta.snapshotPartitions", "1")
        .containsAllEntriesOf(effective(PLAIN));
    assertThat(SparkSession.active()).isSameAs(PLAIN);
    assertThat(DELTA.sparkContext()).isSameAs(PLAIN.sparkContext());
  }

  private java.util.Map<String, String> effective(SparkSession session) {
    RunSpec spec = MemoryRun.spec("11.3.2", "tumbling", directory);
    SparkSettings.apply(session, spec);
    return SparkSettings.effective(session, spec);
  }

  private TableEnds table(String name) {
    Variant variant = Catalog.exercise("11.2.5").variant(name);
    RunSpec spec = MemoryRun.spec("11.2.5", name, directory.resolve(name));
    return new TableEnds(spec, variant, UnaryOperator.identity(), event -> {});
  }

  /** Rows by number: as many days after the first of March, and seconds. */
  private static Dataset<Row> rows(SparkSession session, int from, int to) {
    Column number = col("id").cast("int");
    return session
        .range(from, to)
        .select(
            org.apache.spark.sql.functions.concat(lit("e-"), col("id")).as("evento_id"),
            lit("ana").as("user_id"),
            lit(null).cast("string").as("tipo"),
            col("id").divide(4).as("monto"),
            timestamp_seconds(col("id").plus(1_772_323_200L)).as("timestamp"),
            lit(null).cast("string").as("region"),
            date_add(lit("2026-03-01").cast("date"), number).as("fecha"));
  }

  private static List<String> read(TableEnds table, SparkSession session) throws Exception {
    List<String> rows = new ArrayList<>();
    TableEnds.readBack(session, table.spec(), table.variant(), rows::add);
    return rows;
  }
}
