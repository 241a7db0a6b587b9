package tandem.harness.run;

import java.nio.file.Path;
import java.util.List;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.run.Engine;

/**
 * What a run will take: a prediction from what its parts took on two cores, not a promise.
 *
 * @param seconds of time
 * @param diskBytes in the folder of temporary files, at most
 * @param memoryBytes of memory for broker, driver and one engine
 */
public record Forecast(double seconds, long diskBytes, long memoryBytes) {
  private static final double BROKER_SECONDS = 4;
  private static final double START_SECONDS = 4;
  private static final double PARITY_SECONDS = 9;
  private static final double SETTLE_SECONDS = 6;
  private static final double DRAIN_EVENTS_PER_SECOND = 60_000;

  /** A record as it is in the trace, in the input topic and, at most, in the output topic. */
  private static final long BYTES_PER_RECORD = 3 * 180;

  private static final long PARITY_BYTES = 1 << 20;
  private static final long MEGABYTE = 1 << 20;

  /** Beside the engine's heap: its other memory, the broker and the driver. */
  private static final long OTHER_MEMORY = 2_500 * MEGABYTE;

  /** Predicts a run. */
  public static Forecast of(RunOptions options) {
    double seconds = BROKER_SECONDS;
    long bytes = 0;
    for (Engine engine : options.engines()) {
      List<Selected> able =
          options.selection().stream().filter(selected -> Runner.able(engine, selected)).toList();
      for (Selected selected : able) {
        boolean timed = selected.timed() && !options.parityOnly();
        seconds += PARITY_SECONDS + (timed ? options.repeat() * timedSeconds(options) : 0);
        bytes = Math.max(bytes, PARITY_BYTES + (timed ? bytes(options, selected) : 0));
      }
      seconds += able.isEmpty() ? 0 : START_SECONDS * options.repeat();
    }
    return new Forecast(seconds, bytes, heapBytes(options.heap()) + OTHER_MEMORY);
  }

  /** The folder that the disk is needed in. */
  public static Path scratch() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** For people. */
  @Override
  public String toString() {
    return "about %.0f min and %d MB of disk".formatted(Math.ceil(seconds / 60), megabytes());
  }

  private long megabytes() {
    return Math.max(1, diskBytes / MEGABYTE);
  }

  private static double timedSeconds(RunOptions options) {
    double live = options.leadIn().toSeconds() + options.duration().toSeconds() + SETTLE_SECONDS;
    double work = options.events() + (double) CellRunner.WARM_UP_EVENTS;
    return live + (options.events() == 0 ? 0 : work / DRAIN_EVENTS_PER_SECOND + 2 * SETTLE_SECONDS);
  }

  private static long bytes(RunOptions options, Selected selected) {
    double rate = options.rate().orElse(selected.variant().defaultRate());
    double live = rate * (options.leadIn().toSeconds() + options.duration().toSeconds());
    long warmUp = options.events() == 0 ? 0 : CellRunner.WARM_UP_EVENTS;
    return BYTES_PER_RECORD * ((long) live + options.events() + warmUp);
  }

  private static long heapBytes(String heap) {
    long number = Long.parseLong(heap.substring(0, heap.length() - 1));
    return number * MEGABYTE * (heap.toLowerCase(java.util.Locale.ROOT).endsWith("g") ? 1024 : 1);
  }
}
