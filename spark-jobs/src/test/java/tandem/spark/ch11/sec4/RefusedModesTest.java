package tandem.spark.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.sql.AnalysisException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.ch11.sec4.WatermarkAndOutputMode;
import tandem.spark.MemoryRun;

/** How Spark refuses the combinations of 11.4.3 that have no final rows: when they are started. */
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
    assertThatThrownBy(() -> new MemoryRun(MemoryRun.spec("11.4.3", variant, directory)).close())
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("output mode")
        .hasMessageContaining("without watermark");
  }
}
