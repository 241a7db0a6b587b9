package tandem.spark.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.sql.AnalysisException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.ch11.sec4.WatermarkAndOutputMode;
import tandem.model.ch11.sec5.OutputModes;
import tandem.spark.MemoryRun;

/** How Spark refuses append where no row is ever final (11.4.3, 11.5.1): when it is started. */
class RefusedModesTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        WatermarkAndOutputMode.WINDOW_APPEND,
        WatermarkAndOutputMode.WATERMARK_APPEND,
        WatermarkAndOutputMode.PLAIN_APPEND
      })
  void appendWithoutAWatermarkOnTheKey(String variant) {
    refused("11.4.3", variant);
  }

  @Test
  void appendOfRunningSums() {
    refused("11.5.1", OutputModes.APPEND_RUNNING);
  }

  private void refused(String id, String variant) {
    assertThatThrownBy(() -> new MemoryRun(MemoryRun.spec(id, variant, directory)).close())
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("output mode")
        .hasMessageContaining("without watermark");
  }
}
