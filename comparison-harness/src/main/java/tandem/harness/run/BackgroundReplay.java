package tandem.harness.run;

import java.util.Map;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.Timeline;
import tandem.harness.replay.Replayer;
import tandem.harness.replay.SentLog;
import tandem.model.trace.Trace;

/**
 * A replay on its schedule that nobody can hold up: it goes on whatever happens to the engine, and
 * past the trace's barriers.
 */
final class BackgroundReplay implements AutoCloseable {
  private final Thread thread;
  private final long startedMicros = Timeline.micros();
  private volatile HarnessException failure;

  /** Begins to send. */
  BackgroundReplay(Replayer replayer, Trace trace, Map<String, String> topics, SentLog sent) {
    thread =
        new Thread(
            () -> {
              try {
                replayer.replay(trace, topics, Replayer.Pace.SCHEDULED, sent, (control, log) -> {});
              } catch (HarnessException e) {
                failure = e;
              } catch (RuntimeException e) {
                failure = new HarnessException(ExitCode.INVALID, "the replay failed: " + e, e);
              }
            },
            "replay");
    thread.setDaemon(true);
    thread.start();
  }

  /** When it began, microseconds since the epoch. */
  long startedMicros() {
    return startedMicros;
  }

  /**
   * Whether all has been sent.
   *
   * @throws HarnessException if the replay has failed
   */
  boolean done() {
    boolean ended = !thread.isAlive();
    if (failure != null) {
      throw failure;
    }
    return ended;
  }

  /** Ends it, also before its time. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
