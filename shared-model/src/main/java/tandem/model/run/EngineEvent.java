package tandem.model.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an engine process tells the harness, one JSON line each on its standard output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EngineEvent.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = EngineEvent.Started.class, name = "started"),
  @JsonSubTypes.Type(value = EngineEvent.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = EngineEvent.Console.class, name = "console"),
  @JsonSubTypes.Type(value = EngineEvent.Work.class, name = "work"),
  @JsonSubTypes.Type(value = EngineEvent.State.class, name = "state"),
  @JsonSubTypes.Type(value = EngineEvent.Checkpointed.class, name = "checkpointed"),
  @JsonSubTypes.Type(value = EngineEvent.Armed.class, name = "armed"),
  @JsonSubTypes.Type(value = EngineEvent.Reached.class, name = "reached"),
  @JsonSubTypes.Type(value = EngineEvent.Rows.class, name = "rows"),
  @JsonSubTypes.Type(value = EngineEvent.TableWrite.class, name = "tableWrite"),
  @JsonSubTypes.Type(value = EngineEvent.Stopped.class, name = "stopped"),
  @JsonSubTypes.Type(value = EngineEvent.Failed.class, name = "failed"),
})
public sealed interface EngineEvent {

  /** Offset map keys. */
  static String partitionKey(String topic, int partition) {
    return topic + "-" + partition;
  }

  /**
   * The process is up and accepts a run.
   *
   * @param version the engine's own version
   */
  record Ready(String version) implements EngineEvent {}

  /**
   * The run reads its sources: a record sent from now on is part of it, whatever {@link StartFrom}
   * says.
   *
   * @param settings every effective setting that can change a figure, for the fairness manifest
   */
  record Started(Map<String, String> settings) implements EngineEvent {}

  /**
   * How far the run has come; sent after each batch, or about ten times a second.
   *
   * @param at when it was measured
   * @param read records read so far, as the next offset per {@link #partitionKey}
   * @param committed the same, as far as a restart would not read them again
   * @param watermark the lowest current watermark of the stateful operators, null where there is
   *     none yet
   * @param batches micro-batches (Spark) or checkpoints (Flink) completed so far
   * @param droppedLate records that the engine itself counted as too late so far
   * @param stateEntries entries of keyed state by the engine's own running estimate; 0 where there
   *     is none
   * @param stateBytes engine bytes of keyed state (live tables and memtables, no cache); 0 where
   *     unknown
   * @param gcMillis time in garbage collection since the process began, milliseconds
   * @param recordsIn records that entered the last stateful (else the first) operator after the
   *     source
   * @param batch the micro-batch that this report ends, null where there is none
   * @param load how busy the tasks have been since the last report, null where unknown
   * @param checkpoint the newest complete one, null before the first and where there are none
   * @param tasks that read the sources: of the micro-batch that this report ends, or running; 0
   *     where unknown
   * @param observed what the job itself has counted so far, by name; empty where it counts nothing
   */
  record Progress(
      Instant at,
      Map<String, Long> read,
      Map<String, Long> committed,
      Instant watermark,
      long batches,
      long droppedLate,
      long stateEntries,
      long stateBytes,
      long gcMillis,
      long recordsIn,
      Batch batch,
      Load load,
      Checkpoint checkpoint,
      int tasks,
      Map<String, Double> observed)
      implements EngineEvent {

    public Progress {
      observed = observed == null ? Map.of() : Map.copyOf(observed);
    }

    /** Progress that does not say how many tasks there are, of a job that counts nothing. */
    public Progress(
        Instant at,
        Map<String, Long> read,
        Map<String, Long> committed,
        Instant watermark,
        long batches,
        long droppedLate,
        long stateEntries,
        long stateBytes,
        long gcMillis,
        long recordsIn,
        Batch batch,
        Load load,
        Checkpoint checkpoint) {
      this(
          at,
          read,
          committed,
          watermark,
          batches,
          droppedLate,
          stateEntries,
          stateBytes,
          gcMillis,
          recordsIn,
          batch,
          load,
          checkpoint,
          0,
          Map.of());
    }

    /**
     * All of an input that has an end is worked off.
     *
     * @param ends the next offset of each partition
     */
    public static Progress atEnd(Map<String, Long> ends) {
      long records = ends.values().stream().mapToLong(Long::longValue).sum();
      return new Progress(
          Instant.now(), ends, ends, null, 1, 0, 0, 0, EngineServer.gcMillis(), records);
    }

    /** Progress of an engine that reports neither batches, nor load, nor checkpoints. */
    public Progress(
        Instant at,
        Map<String, Long> read,
        Map<String, Long> committed,
        Instant watermark,
        long batches,
        long droppedLate,
        long stateEntries,
        long stateBytes,
        long gcMillis,
        long recordsIn) {
      this(
          at,
          read,
          committed,
          watermark,
          batches,
          droppedLate,
          stateEntries,
          stateBytes,
          gcMillis,
          recordsIn,
          null,
          null,
          null);
    }
  }

  /**
   * A micro-batch that has ended.
   *
   * @param start when it began to look for input
   * @param millis how long it took, with planning and commit
   * @param records input records
   */
  record Batch(Instant start, long millis, long records) {}

  /**
   * What it took to make progress durable: a checkpoint, or the logs and the state of a batch.
   *
   * @param number how many there have been
   * @param millis how long it took
   * @param bytes size of the files that it references, null where unknown
   */
  record Checkpoint(long number, long millis, Long bytes) {}

  /**
   * Shares of a stretch of time, 0 to 1.
   *
   * @param busy of the busiest task thread
   * @param backPressured of the one that waited longest for room in its output
   */
  record Load(double busy, double backPressured) {}

  /**
   * How records went through the engine; many in one event, and only where {@link
   * RunSpec#sampleEvery} asks for it.
   */
  record Work(List<Passage> passages) implements EngineEvent {}

  /** A line that the engine's console sink printed. */
  record Console(String line) implements EngineEvent {}

  /**
   * The state at the newest checkpoint.
   *
   * @param keys live entries, counted from the checkpoint by the engine's own reader
   * @param engineBytes live tables and memtables, without cache
   * @param durableBytes the files that this one restorable version references
   */
  record State(long keys, long engineBytes, long durableBytes) implements EngineEvent {}

  /** What the newest checkpoint holds. */
  record Checkpointed(List<CheckpointPart> parts) implements EngineEvent {}

  /** Work that reaches the failpoint will stand still there. */
  record Armed() implements EngineEvent {}

  /** Work stands still at a failpoint: the process can be killed. */
  record Reached(Failpoint point) implements EngineEvent {}

  /**
   * Rows that were read out of a table, in no order.
   *
   * @param rows a JSON object each
   * @param last whether these are the last; a large table comes in several parts
   */
  record Rows(List<String> rows, boolean last) implements EngineEvent {}

  /**
   * Rows are in a table that is changed as a whole by a micro-batch or a checkpoint.
   *
   * @param rows how many
   * @param micros how long it took from the rows' being there, microseconds
   * @param tableRows rows of the table after it, null where unknown
   * @param bytes of the files that were written for it, null where there are none
   */
  record TableWrite(long rows, long micros, Long tableRows, Long bytes) implements EngineEvent {

    /** A write to a table of a server, whose files are its own matter. */
    public TableWrite(long rows, long micros) {
      this(rows, micros, null, null);
    }
  }

  /** The run has ended gracefully; the process accepts another. */
  record Stopped() implements EngineEvent {}

  /**
   * The run has failed; the process accepts another.
   *
   * @param reason the root cause in one line, in the engine's own words
   */
  record Failed(String reason) implements EngineEvent {}
}
