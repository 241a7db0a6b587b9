package tandem.flink.runtime;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a run can continue from in its folder, also after its process was killed. */
final class CheckpointFolders {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolders.class);
  private static final String METADATA = "_metadata";

  /** The run's folder, the job's in it, the checkpoint's in that, and its metadata. */
  private static final int DEPTH = 4;

  private CheckpointFolders() {}

  /**
   * The newest checkpoint or savepoint that is complete: a kill may leave one half-written.
   *
   * @throws IOException if there is none
   */
  static Path newest(Path checkpoints) throws IOException {
    if (Files.isDirectory(checkpoints)) {
      for (Path metadata : newestFirst(checkpoints)) {
        if (readable(metadata)) {
          return metadata.getParent();
        }
      }
    }
    throw new IOException("no complete checkpoint in " + checkpoints);
  }

  private static List<Path> newestFirst(Path checkpoints) throws IOException {
    try (Stream<Path> files =
        Files.find(checkpoints, DEPTH, (file, attributes) -> file.endsWith(METADATA))) {
      return files.sorted(Comparator.comparing(CheckpointFolders::modified).reversed()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean readable(Path metadata) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      Checkpoints.loadCheckpointMetadata(
          in, CheckpointFolders.class.getClassLoader(), metadata.getParent().toUri().toString());
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} is not complete and is left out: {}", metadata, e.toString());
      return false;
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }
}
