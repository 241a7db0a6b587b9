package tandem.harness.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tandem.harness.Timeline;
import tandem.harness.collect.Collector;
import tandem.harness.replay.SentLog;
import tandem.model.parity.ExpectedRow;

/** Looks once a second at live traffic, for people who wait; results are never made from it. */
final class LiveWatch implements AutoCloseable {
  private static final double HIGH = 0.99;
  private static final int PERIOD_SECONDS = 1;

  private final Consumer<Watcher.Live> told;
  private final String what;
  private final SentLog sent;
  private final Collector collector;
  private final long[] causes;
  private final Duration whole;
  private final long begun = Timeline.micros();
  private long sentBefore;
  private int rowsBefore;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "live-watch");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Begins to look.
   *
   * @param expected the rows in the order of their causes where each record gives its own; empty
   *     where it does not
   * @param whole length of the schedule
   */
  LiveWatch(
      Consumer<Watcher.Live> told,
      String what,
      SentLog sent,
      Collector collector,
      List<ExpectedRow> expected,
      Duration whole) {
    this.told = told;
    this.what = what;
    this.sent = sent;
    this.collector = collector;
    this.causes = expected.stream().mapToLong(ExpectedRow::cause).sorted().toArray();
    this.whole = whole;
    var unused =
        clock.scheduleAtFixedRate(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void look() {
    long records = sent.sent();
    List<Collector.Row> fresh = collector.rowsFrom(rowsBefore);
    int rows = rowsBefore + fresh.size();
    Duration passed = Duration.of(Timeline.micros() - begun, java.time.temporal.ChronoUnit.MICROS);
    Duration left = whole.minus(passed);
    told.accept(
        new Watcher.Live(
            what,
            (records - sentBefore) / (double) PERIOD_SECONDS,
            fresh.size() / (double) PERIOD_SECONDS,
            causes.length == 0 ? null : (Long) Math.max(0, due(records) - rows),
            p99(fresh),
            left.isNegative() ? Duration.ZERO : left));
    sentBefore = records;
    rowsBefore = rows;
  }

  /** Rows that the records sent so far make. */
  private long due(long records) {
    int at = Arrays.binarySearch(causes, records);
    return at < 0 ? -at - 1 : at;
  }

  private Double p99(List<Collector.Row> fresh) {
    if (fresh.isEmpty() || rowsBefore + fresh.size() > causes.length) {
      return null;
    }
    long[] latencies = new long[fresh.size()];
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] = fresh.get(i).visibleMicros() - sent.dueMicros(causes[rowsBefore + i]);
    }
    Arrays.sort(latencies);
    return latencies[(int) ((latencies.length - 1) * HIGH)] / 1e3;
  }
}
