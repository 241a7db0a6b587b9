package tandem.spark.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.model.ch11.sec3.StateThatOnlyGrows;
import tandem.model.run.RunSpec;
import tandem.spark.MemoryRun;
import tandem.spark.SparkExercise;
import tandem.spark.runtime.SparkInputs;

/**
 * Which grouping of 11.3.5 a watermark empties: the window of the event time, and no expression.
 */
class WhatAWatermarkDropsTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"only-grows, 3", "watermark, 3", "window, 1", "window-final, 1"})
  void aDayThatTheWatermarkHasPassed(String variant, long left) throws Exception {
    try (MemoryRun run = new MemoryRun(MemoryRun.spec("11.3.5", variant, directory))) {
      run.hand(event("ana", "2026-03-01"), event("luz", "2026-03-01"));
      run.processAll();
      assertThat(run.measureState().keys()).isEqualTo(2);
      run.hand(event("ana", "2026-03-20"));
      run.processAll();

      assertThat(run.measureState().keys()).isEqualTo(left);
    }
  }

  @Test
  void inAppendModeSparkRefusesTheExpression() {
    SparkExercise appending =
        new SparkExercise() {
          @Override
          public Dataset<Row> define(SparkInputs in, RunSpec spec) {
            return new StateThatOnlyGrowsJob().define(in, spec);
          }

          @Override
          public OutputMode outputMode(String variant) {
            return OutputMode.Append();
          }
        };
    RunSpec spec = MemoryRun.spec("11.3.5", StateThatOnlyGrows.WATERMARK, directory);
    assertThatThrownBy(() -> new MemoryRun(spec, appending).close())
        .hasMessageContaining("without watermark");
  }

  private static String event(String user, String day) {
    return "{\"evento_id\":\"e\",\"user_id\":\""
        + user
        + "\",\"timestamp\":\""
        + day
        + "T10:00:00.000Z\"}";
  }
}
