package tandem.harness.cli;

import java.io.PrintWriter;
import java.time.Duration;
import tandem.harness.ExitCode;
import tandem.harness.run.Forecast;
import tandem.harness.run.Watcher;

/**
 * Tells on standard error how long work goes: a line a step with the time since the beginning, and
 * while traffic is live a status, which a terminal shows in place and anything else every ten
 * seconds.
 */
final class Progress implements Watcher {
  private static final boolean TERMINAL = Boolean.getBoolean("tandem.terminal");
  private static final long PLAIN_EVERY_SECONDS = 10;

  /** Over what stands there from before. */
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final long begun = System.nanoTime();
  private double forecastSeconds;
  private String coming;
  private long statuses;

  Progress(PrintWriter err) {
    this.err = err;
  }

  /** Says what is to come, once the first step is made: what can't begin takes no time. */
  synchronized void expect(String work, Forecast forecast) {
    forecastSeconds = forecast.seconds();
    coming = work + " takes " + forecast;
  }

  @Override
  public synchronized void accept(String step) {
    statuses = 0;
    if (coming != null) {
      line(coming);
      coming = null;
    }
    line(step);
  }

  private void line(String text) {
    err.print((TERMINAL ? CLEAR : "") + time(passed()) + "  " + text + System.lineSeparator());
    err.flush();
  }

  @Override
  public synchronized void live(Live now) {
    statuses++;
    if (TERMINAL) {
      err.print(CLEAR + time(passed()) + "  " + status(now));
      err.flush();
    } else if (statuses % PLAIN_EVERY_SECONDS == 0) {
      err.print(time(passed()) + "  " + status(now) + System.lineSeparator());
      err.flush();
    }
  }

  /** Ends this JVM, with the cleaning up that an interrupt does too. */
  @Override
  public void lost(String reason) {
    err.println((TERMINAL ? CLEAR : "") + "tandem: " + reason);
    err.flush();
    System.exit(ExitCode.ENVIRONMENT.code());
  }

  private String status(Live now) {
    if (now.over()) {
      return now.what() + ": comparing its rows" + inAll();
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %,.0f/s sent, %,.0f/s out"
            .formatted(now.what(), now.sentPerSecond(), now.rowsPerSecond()));
    if (now.lag() != null) {
      text.append(", lag %,d".formatted(now.lag()));
    }
    if (now.p99Ms() != null) {
      text.append(", p99 ~%,.0f ms".formatted(now.p99Ms()));
    }
    return text + ", %s left".formatted(time(now.left()).strip()) + inAll();
  }

  private String inAll() {
    Duration all = Duration.ofSeconds((long) forecastSeconds).minus(passed());
    return all.isNegative() || forecastSeconds == 0 ? "" : " (~" + time(all).strip() + " in all)";
  }

  private Duration passed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static String time(Duration duration) {
    return "%3d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
  }
}
