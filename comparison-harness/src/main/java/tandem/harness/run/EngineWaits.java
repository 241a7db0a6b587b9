package tandem.harness.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.engine.EngineProcess;
import tandem.harness.replay.SentLog;
import tandem.model.run.EngineEvent;
import tandem.model.run.Gear;
import tandem.model.trace.Trace;

/** Waits until an engine has got somewhere, by what it reports. */
final class EngineWaits {
  private static final int POLL_MILLIS = 20;

  private final EngineProcess engine;
  private final Gear gear;
  private final Duration patience;

  EngineWaits(EngineProcess engine, Gear gear, Duration patience) {
    this.engine = engine;
    this.gear = gear;
    this.patience = patience;
  }

  /**
   * Waits for a condition.
   *
   * @throws BarrierTimeout if it does not come true in time, naming what was waited for
   */
  void await(String what, BooleanSupplier condition) {
    // what starts every five minutes may need ten to get anywhere
    Duration waits = gear.trigger() == Gear.Trigger.EVERY ? gear.interval() : Duration.ZERO;
    Duration all = patience.plus(waits.multipliedBy(2));
    long deadline = System.nanoTime() + all.toNanos();
    while (!condition.getAsBoolean()) {
      engine.check();
      if (System.nanoTime() > deadline) {
        throw new BarrierTimeout(
            "did not reach " + what + " within " + all.toSeconds() + " s" + standing());
      }
      pause();
    }
  }

  private String standing() {
    EngineEvent.Progress latest = engine.latest();
    return latest == null
        ? ", and reported no progress"
        : ": committed " + latest.committed().values() + ", watermark " + latest.watermark();
  }

  /**
   * Whether what has been sent is durably done. Continuous processing does not report its commits,
   * and real-time mode commits only at the end of its long batches: there the rows alone must say
   * it.
   *
   * @param durable offsets that earlier starts of the run made durable
   * @param topics the trace's topic names to real ones
   */
  boolean workedOff(
      Map<String, Long> durable, Trace trace, Map<String, String> topics, SentLog sent) {
    Gear.Trigger trigger = gear.trigger();
    if (trigger == Gear.Trigger.CONTINUOUS || trigger == Gear.Trigger.REAL_TIME) {
      return true;
    }
    EngineEvent.Progress latest = engine.latest();
    Map<String, Long> committed = new HashMap<>(durable);
    if (latest != null) {
      committed.putAll(latest.committed());
    }
    return Committed.coversAll(committed, trace, topics, sent);
  }

  /**
   * Whether the run counts so many records as taken in; Spark does with the end of their batch, so
   * that they are not taken again.
   */
  boolean hasTaken(long records) {
    EngineEvent.Progress latest = engine.latest();
    return records == 0 || (latest != null && latest.recordsIn() >= records);
  }

  /** Whether the engine reports this watermark; null asks for none. */
  boolean watermarkIs(Long millis) {
    EngineEvent.Progress latest = engine.latest();
    return millis == null
        || (latest != null
            && latest.watermark() != null
            && latest.watermark().toEpochMilli() == millis);
  }

  private void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HarnessException(ExitCode.INTERRUPTED, "interrupted", e);
    }
  }

  /** An engine did not get where it should. */
  static final class BarrierTimeout extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BarrierTimeout(String message) {
      super(message);
    }
  }
}
