package tandem.harness.replay;

import java.util.Map;
import tandem.model.trace.TraceEntry;

/** Brings the records of a replay to where an engine reads them. */
@FunctionalInterface
public interface Feeder extends AutoCloseable {

  /** Inputs that are no topics, and where they are; what the engine is told. */
  default Map<String, String> sources() {
    return Map.of();
  }

  /** Takes a record; returns at once. The log is told when it is there to be read. */
  void send(TraceEntry.Message message, SentLog log);

  /** What is taken from now until the next flush shall be there to be read all at one moment. */
  default void together() {
    // only who sends in requests can do more than be quick
  }

  /**
   * Returns when all that was taken is there to be read.
   *
   * @throws tandem.harness.HarnessException if some of it can't be
   */
  default void flush() {
    // most hold nothing back
  }

  /** A run of the engine has begun; waits for it where the engine has to come and get it. */
  default void engineStarted() {
    // most wait for nobody
  }

  /** The run has ended; another may begin. */
  default void engineStopped() {
    // most keep what nobody has read
  }

  @Override
  default void close() {
    // most have nothing to close
  }
}
