package tandem.spark.runtime;

import java.time.Duration;

/** Durations as Spark's functions want them. */
public final class Intervals {
  private Intervals() {}

  /** Such as {@code "30 seconds"}; whole seconds. */
  public static String interval(Duration duration) {
    return duration.toSeconds() + " seconds";
  }
}
