package tandem.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;

/** What was written before is there until what takes its place is whole. */
final class ReportFilesTest {
  private static final String NAME = "sweep.json";

  @TempDir private Path directory;

  @Test
  void aFileTakesThePlaceOfTheOneBefore() throws Exception {
    ReportFiles.write(Map.of(NAME, "one gear"), directory);
    ReportFiles.write(Map.of(NAME, "two gears"), directory);
    assertThat(directory.resolve(NAME)).hasContent("two gears");
    assertThat(directory).isDirectoryContaining(path -> path.endsWith(NAME));
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void whatCannotBeWrittenLeavesTheOneBefore() throws Exception {
    ReportFiles.write(Map.of(NAME, "one gear"), directory);
    Files.createDirectory(directory.resolve(NAME + ".part"));
    assertThatThrownBy(() -> ReportFiles.write(Map.of(NAME, "two gears"), directory))
        .isInstanceOfSatisfying(
            HarnessException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
        .hasMessageContaining("make room");
    assertThat(directory.resolve(NAME)).hasContent("one gear");
  }
}
