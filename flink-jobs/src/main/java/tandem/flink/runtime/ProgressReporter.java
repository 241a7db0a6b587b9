package tandem.flink.runtime;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.flink.FlinkExercise;
import tandem.flink.runtime.MetricsTap.Entry;
import tandem.model.run.EngineEvent;
import tandem.model.run.EngineServer;

/** Tells ten times a second how far a job has come, from Flink's own metrics. */
final class ProgressReporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressReporter.class);
  private static final long PERIOD_MILLIS = 100;

  /** How Flink names the column families of timers. */
  private static final String TIMERS = "_timer_state/";

  private final Consumer<EngineEvent> events;
  private final Deque<Reading> readings = new ArrayDeque<>();
  private final TaskLoad load = new TaskLoad();
  private Map<String, Long> committed = Map.of();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * What had been read at an instant.
   *
   * @param atMillis just after the offsets were looked up, milliseconds since the epoch
   * @param offsets next offset by partition
   */
  private record Reading(long atMillis, Map<String, Long> offsets) {}

  ProgressReporter(Consumer<EngineEvent> events) {
    this.events = events;
    var unused =
        clock.scheduleAtFixedRate(
            this::reportOrWarn, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    Probe.tell(events);
  }

  /** An exception would end the reports for good, and the harness would wait for nothing. */
  private void reportOrWarn() {
    try {
      report();
    } catch (RuntimeException e) {
      LOG.warn("a progress report was left out", e);
    }
  }

  private void report() {
    Map<String, Long> read = offsets();
    readings.add(new Reading(System.currentTimeMillis(), read));
    moveCommitted();
    events.accept(
        new EngineEvent.Progress(
            Instant.now(),
            read,
            committed,
            watermark(),
            MetricsTap.sum("numberOfCompletedCheckpoints"),
            MetricsTap.sum(LateRecords.COUNTER),
            entries(),
            stateBytes(),
            EngineServer.gcMillis(),
            recordsIn(),
            null,
            load.sinceLast(),
            checkpoint(),
            sourceTasks(),
            observed()));
    Probe.tell(events);
  }

  private static EngineEvent.Checkpoint checkpoint() {
    long number = MetricsTap.sum("numberOfCompletedCheckpoints");
    return number == 0
        ? null
        : new EngineEvent.Checkpoint(
            number,
            MetricsTap.sum("lastCheckpointDuration"),
            MetricsTap.sum("lastCheckpointFullSize"));
  }

  /** Live tables and memtables of all column families; the block cache is shared and no state. */
  static long stateBytes() {
    return bytes("live-sst-files-size") + bytes("cur-size-all-mem-tables");
  }

  /** RocksDB's estimate, without the timers that lie in families of their own. */
  private static long entries() {
    return MetricsTap.named("rocksdb.estimate-num-keys")
        .filter(entry -> !entry.group().startsWith(TIMERS))
        .mapToLong(Entry::lookedUp)
        .sum();
  }

  private static long bytes(String property) {
    return MetricsTap.named("rocksdb." + property).mapToLong(Entry::lookedUp).sum();
  }

  /**
   * A complete checkpoint holds at least what had been read when it was triggered. Flink's own
   * gauge of committed offsets is no help: while nothing arrives, the reader sees the answer to its
   * commit only after a poll of ten seconds.
   */
  private void moveCommitted() {
    long completed = MetricsTap.sum("lastCheckpointCompletedTimestamp");
    long triggered = completed - MetricsTap.sum("lastCheckpointDuration");
    if (completed != MetricsTap.sum("lastCheckpointCompletedTimestamp")) {
      return; // another one was completed between the two looks
    }
    while (!readings.isEmpty() && readings.peek().atMillis() < triggered) {
      committed = readings.poll().offsets();
    }
  }

  /** The offsets read so far by partition; Flink's gauges start below zero. */
  private static Map<String, Long> offsets() {
    Map<String, Long> offsets = new HashMap<>();
    MetricsTap.named("currentOffset")
        .filter(entry -> entry.value() >= 0)
        .forEach(
            entry ->
                offsets.put(
                    entry.variables().get("<topic>") + "-" + entry.variables().get("<partition>"),
                    entry.value() + 1));
    return offsets;
  }

  private static Instant watermark() {
    long lowest =
        MetricsTap.named("currentInputWatermark")
            .filter(ProgressReporter::ofTheState)
            .mapToLong(Entry::value)
            .min()
            .orElse(Long.MIN_VALUE);
    return lowest == Long.MIN_VALUE ? null : Instant.ofEpochMilli(lowest);
  }

  /** Into the operator with the state; where there is none, out of the source. */
  private static long recordsIn() {
    List<Entry> intoTheState =
        MetricsTap.named("numRecordsIn").filter(ProgressReporter::ofTheState).toList();
    Stream<Entry> counted =
        intoTheState.isEmpty()
            ? MetricsTap.named("numRecordsOut").filter(ProgressReporter::ofTheSource)
            : intoTheState.stream();
    return counted.mapToLong(Entry::value).sum();
  }

  /**
   * What the job observes of itself: counters are added up over its subtasks, of gauges the
   * greatest counts.
   */
  private static Map<String, Double> observed() {
    Map<String, Double> observed = new HashMap<>();
    MetricsTap.inGroup(FlinkExercise.OBSERVED)
        .forEach(
            entry ->
                observed.merge(
                    entry.name(),
                    entry.exactly(),
                    entry.metric() instanceof Counter ? Double::sum : Math::max));
    return observed;
  }

  private static int sourceTasks() {
    return (int) MetricsTap.named("numRecordsOut").filter(ProgressReporter::ofTheSource).count();
  }

  private static boolean ofTheSource(Entry entry) {
    return entry.variables().getOrDefault("<operator_name>", "").startsWith("Source: ");
  }

  private static boolean ofTheState(Entry entry) {
    return FlinkExercise.STATE_NAME.equals(entry.variables().get("<operator_name>"));
  }
}
