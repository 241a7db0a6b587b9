package tandem.harness.resources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How the system shares its processors out. */
public final class Scheduler {
  private static final Path AUTOGROUP = Path.of("/proc/sys/kernel/sched_autogroup_enabled");

  private Scheduler() {}

  /**
   * Whether Linux shares processors among sessions first, and only then among threads: a run is one
   * session, and what carries its traffic in the kernel is in none. Empty where the system does not
   * say.
   */
  public static Optional<Boolean> autogroup() {
    try {
      String value = Files.readString(AUTOGROUP, StandardCharsets.UTF_8).strip();
      return Optional.of(!value.equals("0"));
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }
}
