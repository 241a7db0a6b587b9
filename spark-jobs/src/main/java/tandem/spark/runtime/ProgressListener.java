package tandem.spark.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
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

  private volatile Consumer<EngineEvent> events = event -> {};
  private long dropped;

  void watch(Consumer<EngineEvent> newEvents) {
    dropped = 0;
    events = newEvents;
  }

  void forget() {
    events = event -> {};
  }

  @Override
  public void onQueryStarted(QueryStartedEvent event) {
    // Started is sent when the source's offsets are fixed, which is later
  }

  @Override
  public void onQueryProgress(QueryProgressEvent event) {
    StreamingQueryProgress progress = event.progress();
    Map<String, Long> offsets = new HashMap<>();
    for (SourceProgress source : progress.sources()) {
      offsets.putAll(offsets(source.endOffset()));
    }
    long entries = 0;
    long bytes = 0;
    for (StateOperatorProgress state : progress.stateOperators()) {
      entries += state.numRowsTotal();
      bytes += bytes(state);
      dropped += state.numRowsDroppedByWatermark();
    }
    long records = offsets.values().stream().mapToLong(Long::longValue).sum();
    events.accept(
        new EngineEvent.Progress(
            Instant.now(),
            offsets,
            offsets,
            watermark(progress),
            progress.batchId() + 1,
            dropped,
            entries,
            bytes,
            EngineServer.gcMillis(),
            records));
  }

  @Override
  public void onQueryTerminated(QueryTerminatedEvent event) {
    if (event.exception().isDefined()) {
      String[] lines = event.exception().get().strip().split("\n", -1);
      events.accept(new EngineEvent.Failed(firstUseful(lines)));
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

  private static Map<String, Long> offsets(String endOffset) {
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
