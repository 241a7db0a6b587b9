package tandem.flink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed run is continued from. */
final class CheckpointFoldersTest {
  @TempDir private Path directory;

  @Test
  void theNewestIsTakenWhateverItsNumber() throws IOException {
    complete("job-1/chk-9", 1);
    complete("job-2/chk-1", 2);
    assertThat(CheckpointFolders.newest(directory)).isEqualTo(directory.resolve("job-2/chk-1"));
  }

  @Test
  void whatAKillLeftHalfWrittenIsPassedOver() throws IOException {
    complete("job/chk-1", 1);
    Path newest = complete("job/chk-2", 2);
    byte[] whole = Files.readAllBytes(newest);
    for (int length = 0; length < whole.length; length++) {
      Files.write(newest, Arrays.copyOf(whole, length));
      assertThat(CheckpointFolders.newest(directory))
          .as("cut after %d bytes", length)
          .isEqualTo(directory.resolve("job/chk-1"));
    }
  }

  @Test
  void withoutACompleteOneThereIsNothingToContinueFrom() throws IOException {
    Path only = complete("job/chk-1", 1);
    Files.write(only, new byte[0]);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CheckpointFolders.newest(directory))
        .withMessageContaining("no complete checkpoint in " + directory);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CheckpointFolders.newest(directory.resolve("nowhere")));
  }

  private Path complete(String name, int second) throws IOException {
    Path metadata = Files.createDirectories(directory.resolve(name)).resolve("_metadata");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(metadata))) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(second, List.of(), List.of()), out);
    }
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(second * 1_000L));
    return metadata;
  }
}
