package tandem.harness.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Tells on standard error what is being done, a line a step with the time since the beginning. */
final class Progress {
  private final PrintWriter err;
  private final long begun = System.nanoTime();

  Progress(PrintWriter err) {
    this.err = err;
  }

  void say(String step) {
    Duration passed = Duration.ofNanos(System.nanoTime() - begun);
    err.printf("%3d:%02d  %s%n", passed.toMinutes(), passed.toSecondsPart(), step);
    err.flush();
  }
}
