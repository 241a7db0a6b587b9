package tandem.harness.resources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of children that a process has had and that have ended. It is the process's own cost:
 * without Hadoop's native library Spark starts {@code chmod} for every file of its logs, several
 * times a batch. Only Linux tells it.
 */
final class EndedChildren {
  /** Linux tells in hundredths of a second, whatever its own clock. */
  private static final long MILLIS_PER_TICK = 10;

  /** Their user and system time, counted from the field after the process's name. */
  private static final int USER = 13;

  private static final int SYSTEM = 14;

  private EndedChildren() {}

  /** Milliseconds; 0 where the system does not tell. */
  static long cpuMillis(int pid) {
    Path stat = Path.of("/proc", Integer.toString(pid), "stat");
    if (!Files.isReadable(stat)) {
      return 0;
    }
    try {
      String text = Files.readString(stat);
      // the name stands in parentheses and may hold anything
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
      return ticks * MILLIS_PER_TICK;
    } catch (IOException gone) {
      // the process has ended between two looks
      return 0;
    }
  }
}
