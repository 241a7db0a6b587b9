package tandem.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of temporary files of a run. It names the process that it belongs to, so that the next
 * run can clear away what a killed one could not.
 */
public final class Scratch {
  private static final String PREFIX = "tandem-run-";
  private static final String OWNER = "owner.pid";

  private Scratch() {}

  /** Makes a folder, and deletes those of runs that are no more. */
  public static Path create(String runId) {
    try {
      forgotten().forEach(Scratch::delete);
      Path folder = Files.createTempDirectory(PREFIX + runId + "-");
      Files.writeString(folder.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) {
    deleteBelow(folder);
    // the owner's mark goes last: what could not be deleted stays known as forgotten
    boolean empty = folder.toFile().list() == null || folder.toFile().list().length <= 1;
    if (empty) {
      folder.resolve(OWNER).toFile().delete();
      folder.toFile().delete();
    }
  }

  /** Leaves a folder to its user: no later run clears it away. */
  static void keep(Path folder) {
    folder.resolve(OWNER).toFile().delete();
  }

  private static void deleteBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> !file.equals(folder) && !file.equals(folder.resolve(OWNER)))
          .sorted(Comparator.reverseOrder())
          .forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // a process that is ending may still delete its own part
    }
  }

  private static List<Path> forgotten() throws IOException {
    try (Stream<Path> folders = Files.list(Forecast.scratch())) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
          .filter(folder -> Files.isRegularFile(folder.resolve(OWNER)))
          .filter(folder -> !ownerLives(folder))
          .toList();
    }
  }

  private static boolean ownerLives(Path folder) {
    try {
      long pid = Long.parseLong(Files.readString(folder.resolve(OWNER)).strip());
      return ProcessHandle.of(pid).isPresent();
    } catch (IOException | NumberFormatException e) {
      return true; // not readable: perhaps another user's, or just being made
    }
  }
}
