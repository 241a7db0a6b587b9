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
    IOException why = null;
    if (Files.isDirectory(checkpoints)) {
      for (Path metadata : newestFirst(checkpoints)) {
        IOException unreadable = unreadable(metadata);
        if (unreadable == null) {
          return metadata.getParent();
        }
        why = unreadable;
      }
    }
    throw new IOException("no complete checkpoint in " + checkpoints, why);
  }

  /** How many there are that a restart could begin with. */
  static long count(Path checkpoints) throws IOException {
    return newestFirst(checkpoints).stream()
        .filter(metadata -> unreadable(metadata) == null)
        .count();
  }

  private static List<Path> newestFirst(Path checkpoints) throws IOException {
    try (Stream<Path> files =
        Files.find(checkpoints, DEPTH, (file, attributes) -> file.endsWith(METADATA))) {
      return files.sorted(Comparator.comparing(CheckpointFolders::modified).reversed()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Why it can't be read, or null. */
  private static IOException unreadable(Path metadata) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      Checkpoints.loadCheckpointMetadata(
          in, CheckpointFolders.class.getClassLoader(), metadata.getParent().toUri().toString());
      return null;
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} is not complete and is left out: {}", metadata, e.toString());
      return new IOException(metadata.getFileName() + " of a checkpoint is not complete: " + e);
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }
}
