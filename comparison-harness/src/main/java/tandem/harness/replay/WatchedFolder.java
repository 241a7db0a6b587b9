package tandem.harness.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A folder that an engine watches, and one beside it for files that it must not see yet.
 *
 * @param input the exercise's name of the input
 * @param seen the folder that is watched
 * @param unseen the other; on the same disk, so that a file moves in one step
 */
record WatchedFolder(String input, Path seen, Path unseen) {

  /** Makes the folders. */
  static WatchedFolder in(Path folder, String input) {
    try {
      return new WatchedFolder(
          input,
          Files.createDirectories(folder.resolve(input)),
          Files.createDirectories(folder.resolve("_tmp_")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the engine is told. */
  Map<String, String> sources() {
    return Map.of(input, seen.toUri().toString());
  }

  /** Lets a file be seen that has been written unseen, all of it at once. */
  void show(String name) throws IOException {
    Files.move(unseen.resolve(name), seen.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
