package tandem.model.run;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A known slowness, put into an engine on purpose to see whether the measurement finds it
 * (docs/method.md, A/A). The delay is pipelined: it makes rows late and holds nobody up.
 *
 * @param work processor time burnt for each input record
 * @param delay added between a result and the sink: to each row, or once to each micro-batch where
 *     there are micro-batches
 */
public record Plant(Duration work, Duration delay) {
  /** Nothing planted: every run that is meant to measure the engine. */
  public static final Plant NONE = new Plant(Duration.ZERO, Duration.ZERO);

  /**
   * A batch that waits also makes the records behind it wait, on average for half of that: this is
   * the latency that a wait of one gives when batches follow each other at once.
   */
  private static final double WAIT_OF_BACK_TO_BACK_BATCHES = 1.5;

  /**
   * A plant that makes each record cost so much more, and its row come so much later.
   *
   * @param gear of the engine, as a wait acts differently on batches that follow each other at once
   */
  public static Plant costing(Duration work, Duration latency, Gear gear) {
    boolean backToBack = gear.trigger() == Gear.Trigger.ASAP;
    double factor = backToBack ? WAIT_OF_BACK_TO_BACK_BATCHES : 1;
    return new Plant(work, Duration.ofNanos(Math.round(latency.toNanos() / factor)));
  }

  /** Whether a gear can be given a wait: it has live traffic, and no long-running tasks. */
  public static boolean fits(Gear gear) {
    return switch (gear.trigger()) {
      case RECORD, ASAP, EVERY -> true;
      case CONTINUOUS, REAL_TIME, AVAILABLE_NOW, ONCE -> false;
    };
  }

  /** The work alone. */
  public Plant workOnly() {
    return new Plant(work, Duration.ZERO);
  }

  /** The delay alone. */
  public Plant delayOnly() {
    return new Plant(Duration.ZERO, delay);
  }

  /** Whether work is planted. */
  public boolean hasWork() {
    return !work.isZero();
  }

  /** Whether a delay is planted. */
  public boolean hasDelay() {
    return !delay.isZero();
  }

  /** What is planted as effective settings; empty where nothing is. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    if (hasWork()) {
      settings.put("plant.work.nanosPerRecord", Long.toString(work.toNanos()));
    }
    if (hasDelay()) {
      settings.put("plant.delay.micros", Long.toString(delay.toNanos() / 1_000));
    }
    return settings;
  }

  /** Keeps the processor busy. */
  public static void burn(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
