package tandem.harness.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.Service;
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
  private static final double OVERLOAD_WARM_UP_SECONDS = 15;
  private static final double DRAIN_EVENTS_PER_SECOND = 60_000;

  /** A record as it is in the trace, in the input topic or, at most, in the output topic. */
  private static final long BYTES_PER_RECORD = 180;

  private static final long PARITY_BYTES = 1 << 20;
  private static final long MEGABYTE = 1 << 20;

  /** Beside the engine's heap: its other memory, the broker and the driver. */
  private static final long OTHER_MEMORY = 2_500 * MEGABYTE;

  /** What a server beside Kafka takes: to start, on disk and in memory. */
  private static Forecast of(Service service) {
    return switch (service) {
      case POSTGRES -> new Forecast(6, 300 * MEGABYTE, 400 * MEGABYTE);
      case REDIS -> new Forecast(1, 20 * MEGABYTE, 200 * MEGABYTE);
    };
  }

  /** Predicts a run. */
  public static Forecast of(RunOptions options) {
    Forecast run = withoutServices(options);
    return options.startedServices().stream().map(Forecast::of).reduce(run, Forecast::and);
  }

  private Forecast and(Forecast other) {
    return new Forecast(
        seconds + other.seconds, diskBytes + other.diskBytes, memoryBytes + other.memoryBytes);
  }

  private static Forecast withoutServices(RunOptions options) {
    double seconds = BROKER_SECONDS;
    for (Engine engine : options.engines()) {
      List<Selected> able =
          options.selection().stream()
              .filter(selected -> Runner.able(engine, selected.variant()))
              .toList();
      for (Selected selected : able) {
        boolean timed = selected.timed() && !options.parityOnly();
        seconds +=
            PARITY_SECONDS + (timed ? options.repeat() * timedSeconds(options, selected) : 0);
      }
      boolean timed = !options.parityOnly() && able.stream().anyMatch(Selected::timed);
      seconds += able.isEmpty() ? 0 : START_SECONDS * options.repeat();
      seconds += timed && options.events() == 0 ? warmUpSeconds() : 0;
    }
    return new Forecast(seconds, bytes(options), heapBytes(options.heap()) + OTHER_MEMORY);
  }

  /**
   * Predicts a sweep.
   *
   * @param contenders number of gears
   * @param rates offered, records per second
   */
  public static Forecast of(RunOptions options, int contenders, List<Double> rates) {
    double live = options.leadIn().toSeconds() + options.duration().toSeconds();
    double gear =
        START_SECONDS
            + PARITY_SECONDS * options.selection().get(0).exercise().variants().size()
            + rates.size() * (live + SETTLE_SECONDS)
            + drainSeconds(options)
            + (GearSweep.warmUpEvents(options) - CellRunner.WARM_UP_EVENTS)
                / DRAIN_EVENTS_PER_SECOND;
    long records = 0;
    long most = options.events();
    for (double rate : rates) {
      records += (long) (rate * live);
      most = Math.max(most, (long) (rate * live));
    }
    long traces = records + options.events() + GearSweep.warmUpEvents(options);
    return new Forecast(
        BROKER_SECONDS + contenders * gear,
        BYTES_PER_RECORD * (traces + 2 * most),
        heapBytes(options.heap()) + OTHER_MEMORY);
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

  private static double timedSeconds(RunOptions options, Selected selected) {
    Duration measured = Overloads.measured(selected.variant(), options);
    double live = options.leadIn().plus(measured).toSeconds() + SETTLE_SECONDS;
    boolean overloads = selected.variant().overload().isPresent();
    return live + (overloads ? OVERLOAD_WARM_UP_SECONDS : drainSeconds(options));
  }

  /** The drain and the one that warms up. */
  private static double drainSeconds(RunOptions options) {
    double drain = options.events() / DRAIN_EVENTS_PER_SECOND + SETTLE_SECONDS;
    return options.events() == 0 ? 0 : drain + warmUpSeconds();
  }

  private static double warmUpSeconds() {
    return CellRunner.WARM_UP_EVENTS / DRAIN_EVENTS_PER_SECOND + SETTLE_SECONDS;
  }

  /** The traces stay to the end of a run, topics to the end of their phase. */
  private static long bytes(RunOptions options) {
    long records = 0;
    long most = 0;
    for (Selected selected : options.selection()) {
      double rate = options.rate().orElse(selected.variant().defaultRate());
      long live = (long) (rate * (options.leadIn().toSeconds() + options.duration().toSeconds()));
      long warmUp = options.events() == 0 ? 0 : CellRunner.WARM_UP_EVENTS;
      boolean timed = selected.timed() && !options.parityOnly();
      records += timed ? live + options.events() + warmUp : 0;
      most = timed ? Math.max(most, Math.max(live, options.events())) : most;
    }
    return options.selection().size() * PARITY_BYTES + BYTES_PER_RECORD * (records + 2 * most);
  }

  private static long heapBytes(String heap) {
    long number = Long.parseLong(heap.substring(0, heap.length() - 1));
    return number * MEGABYTE * (heap.toLowerCase(java.util.Locale.ROOT).endsWith("g") ? 1024 : 1);
  }
}
