package tandem.harness.resources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import oshi.SystemInfo;

/** What the machine has left, against what is needed. */
public final class Machine {
  private static final long MEGABYTE = 1 << 20;

  private Machine() {}

  /**
   * One need.
   *
   * @param what there is, for people
   * @param fine whether it is enough
   * @param mend what to do if it is not
   */
  public record Check(String what, boolean fine, String mend) {}

  /** Looks at memory and disk. */
  public static List<Check> checks(long memoryBytes, Path folder, long diskBytes) {
    List<Check> checks = new ArrayList<>();
    long memory = new SystemInfo().getHardware().getMemory().getAvailable();
    checks.add(
        new Check(
            memory / MEGABYTE + " MB of memory free",
            memory >= memoryBytes,
            "close programs or give less --heap: the run needs about "
                + memoryBytes / MEGABYTE
                + " MB"));
    long disk = usable(folder);
    checks.add(
        new Check(
            disk / MEGABYTE + " MB of disk free in " + folder,
            disk >= diskBytes,
            "free some, or set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR: the run needs about "
                + diskBytes / MEGABYTE
                + " MB"));
    return checks;
  }

  private static long usable(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
