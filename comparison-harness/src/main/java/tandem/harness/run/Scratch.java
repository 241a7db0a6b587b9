package tandem.harness.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The folder of temporary files of a run. It names the process that it belongs to, so that the next
 * run can clear away what a killed one could not.
 */
public final class Scratch {
  private static final String PREFIX = "tandem-run-";
  private static final String OWNER = "owner.pid";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(20);

  private Scratch() {}

  /** Makes a folder, and clears away those of runs that are no more, with what still runs there. */
  public static Path create(String runId) {
    try {
      forgotten().forEach(Scratch::clear);
      Path folder = Files.createTempDirectory(PREFIX + runId + "-");
      Files.writeString(folder.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void clear(Path folder) {
    endProcesses(folder);
    delete(folder);
  }

  /**
   * Ends the processes of a run: those whose program lies in its folder, or that have their
   * temporary files there. They are asked first, as a server's keeper takes its server along.
   */
  static void endProcesses(Path folder) {
    List<ProcessHandle> left =
        ProcessHandle.allProcesses().filter(process -> belongsTo(process, folder)).toList();
    left.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (left.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
    }
    left.forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean belongsTo(ProcessHandle process, Path folder) {
    ProcessHandle.Info info = process.info();
    boolean program = info.command().filter(path -> Path.of(path).startsWith(folder)).isPresent();
    String temporary = "-Djava.io.tmpdir=" + folder + File.separator;
    return program
        || Arrays.stream(info.arguments().orElse(new String[0]))
            .anyMatch(argument -> argument.startsWith(temporary));
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
