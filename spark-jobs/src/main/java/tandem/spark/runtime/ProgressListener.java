package tandem.spark.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import tandem.model.run.EngineEvent;
import tandem.model.run.EngineServer;

/** Turns Spark's own progress reports, one a batch, into the project's. */
final class ProgressListener extends StreamingQueryListener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SST_BYTES = "rocksdbSstFileSize";

  private Consumer<EngineEvent> events;
  private UUID run;
  private boolean failureIsTold;
  private long dropped;
  private long rows;
  private final Map<String, Double> observed = new HashMap<>();
  private EngineEvent.Progress last;
  private final SourceTasks tasks;

  /**
   * A listener.
   *
   * @param tasks is asked how many tasks have read the sources
   */
  ProgressListener(SourceTasks tasks) {
    this.tasks = tasks;
  }

  /** Tells of the run that starts next. */
  synchronized void watch(Consumer<EngineEvent> newEvents) {
    events = newEvents;
    run = null;
    failureIsTold = false;
    dropped = 0;
    rows = 0;
    observed.clear();
    last = null;
  }

  /** From now on a failure is told; before, whoever starts the run sees it himself. */
  synchronized void reportFailure() {
    failureIsTold = true;
  }

  synchronized void forget() {
    run = null;
  }

  @Override
  public synchronized void onQueryStarted(QueryStartedEvent event) {
    // Spark tells of a run's progress from a thread of its own, perhaps when the next has begun
    run = event.runId();
  }

  /** Nothing has come for a while: all is as it was. */
  @Override
  public synchronized void onQueryIdle(QueryIdleEvent event) {
    if (event.runId().equals(run) && last != null) {
      tell(
          last.read(),
          last.watermark(),
          last.batches(),
          last.stateEntries(),
          last.stateBytes(),
          null,
          last.checkpoint());
    }
  }

  @Override
  public synchronized void onQueryProgress(QueryProgressEvent event) {
    if (!event.progress().runId().equals(run)) {
      return;
    }
    StreamingQueryProgress progress = event.progress();
    Map<String, Long> offsets = new HashMap<>();
    long before = 0;
    for (SourceProgress source : progress.sources()) {
      offsets.putAll(offsets(source.endOffset()));
      before += sum(offsets(source.startOffset()));
    }
    // files, sockets and generators have no offsets of records
    long records = offsets.isEmpty() ? progress.numInputRows() : sum(offsets) - before;
    rows += records;
    long entries = 0;
    long bytes = 0;
    for (StateOperatorProgress state : progress.stateOperators()) {
      entries += state.numRowsTotal();
      bytes += bytes(state);
      dropped += state.numRowsDroppedByWatermark();
    }
    progress.observedMetrics().values().forEach(this::observe);
    tell(
        offsets,
        watermark(progress),
        progress.batchId() + 1,
        entries,
        bytes,
        batch(progress, records),
        checkpoint(progress));
  }

  private void tell(
      Map<String, Long> offsets,
      Instant watermark,
      long batches,
      long entries,
      long bytes,
      EngineEvent.Batch batch,
      EngineEvent.Checkpoint checkpoint) {
    last =
        new EngineEvent.Progress(
            Instant.now(),
            offsets,
            offsets,
            watermark,
            batches,
            dropped,
            entries,
            bytes,
            EngineServer.gcMillis(),
            offsets.isEmpty() ? rows : sum(offsets),
            batch,
            null,
            checkpoint,
            tasks.latest(),
            observed);
    events.accept(last);
  }

  @Override
  public synchronized void onQueryTerminated(QueryTerminatedEvent event) {
    if (failureIsTold && event.runId().equals(run) && event.exception().isDefined()) {
      String[] lines = event.exception().get().strip().split("\n", -1);
      events.accept(new EngineEvent.Failed(firstUseful(lines)));
    }
  }

  /**
   * What a job has observed of a batch: whole numbers are added up, of others the greatest counts.
   */
  private void observe(Row ofBatch) {
    String[] names = ofBatch.schema().fieldNames();
    for (int i = 0; i < names.length; i++) {
      if (!ofBatch.isNullAt(i)) {
        boolean whole = ofBatch.get(i) instanceof Long;
        double value = ((Number) ofBatch.get(i)).doubleValue();
        observed.merge(names[i], value, whole ? Double::sum : Math::max);
      }
    }
  }

  /** Live tables: RocksDB's memtables are flushed at the commit, and its cache is not state. */
  static long bytes(StateOperatorProgress state) {
    Long tables = state.customMetrics().get(SST_BYTES);
    return tables == null ? state.memoryUsedBytes() : tables;
  }

  /** Spark prefixes its message with the query's and the stack; the innermost cause says more. */
  private static String firstUseful(String[] lines) {
    String found = lines[0];
    for (String line : lines) {
      if (line.startsWith("Caused by: ")) {
        found = line.substring("Caused by: ".length());
      }
    }
    return found.strip();
  }

  private static Instant watermark(StreamingQueryProgress progress) {
    String text = progress.eventTime().get("watermark");
    Instant watermark = text == null ? null : Instant.parse(text);
    // the epoch stands for "none yet"
    return watermark == null || watermark.equals(Instant.EPOCH) ? null : watermark;
  }

  /** Counted by offsets: Spark's own count has a record once for every branch that reads it. */
  private static EngineEvent.Batch batch(StreamingQueryProgress progress, long records) {
    Long millis = progress.durationMs().get("triggerExecution");
    return millis == null
        ? null
        : new EngineEvent.Batch(Instant.parse(progress.timestamp()), millis, records);
  }

  /** Offsets before the batch, its end after it, and the state that it changed in between. */
  private static EngineEvent.Checkpoint checkpoint(StreamingQueryProgress progress) {
    long millis = progress.durationMs().getOrDefault("walCommit", 0L);
    millis += progress.durationMs().getOrDefault("commitOffsets", 0L);
    for (StateOperatorProgress state : progress.stateOperators()) {
      millis += state.commitTimeMs();
    }
    return new EngineEvent.Checkpoint(progress.batchId() + 1, millis, null);
  }

  private static long sum(Map<String, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Next offset by partition, of the JSON in which Spark reports them; empty for null. */
  static Map<String, Long> offsets(String endOffset) {
    Map<String, Long> offsets = new HashMap<>();
    try {
      JsonNode topics = endOffset == null ? JSON.createObjectNode() : JSON.readTree(endOffset);
      topics
          .properties()
          .forEach(
              topic ->
                  topic
                      .getValue()
                      .properties()
                      .forEach(
                          partition ->
                              offsets.put(
                                  topic.getKey() + "-" + partition.getKey(),
                                  partition.getValue().asLong())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return offsets;
  }
}
