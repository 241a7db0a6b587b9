package tandem.harness.run;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tandem.harness.collect.Collector;
import tandem.harness.replay.SentLog;
import tandem.harness.resources.ResourceSampler;
import tandem.harness.result.ParityFinding.TableLook;
import tandem.model.catalog.Text;
import tandem.model.parity.ParityResult;
import tandem.model.run.CheckpointPart;
import tandem.model.run.EngineEvent;
import tandem.model.run.Passage;
import tandem.model.trace.Trace;

/**
 * What is known after one replay of one trace to one engine.
 *
 * @param trace what was replayed
 * @param sent when each record was due
 * @param rows what came out, in the order of becoming visible
 * @param parity how that compares with the oracle
 * @param progress what the engine reported
 * @param passages how records went through the engine, where it told
 * @param topics the trace's topic names to real ones
 * @param state the state at the trace's measuring point, or null
 * @param expectedKeys the oracle's count there, or -1 where there is none
 * @param checkpoint what the last checkpoint holds, where the variant shows it
 * @param refusal why the engine would not go on from a damaged checkpoint, or null
 * @param looks what readers found in the table when the engine had been killed, and at the end
 * @param writes of micro-batches to a table of a server, where the engine told
 * @param change of the table that rows are looked up in, or null
 * @param settings the engine's effective settings
 * @param startedMicros when the engine's sources began to read, microseconds since the epoch
 * @param replayedMicros when the replay began
 * @param use of resources over an instant to another
 * @param timedOut whether the engine did not get to the end; what is lacking is missing
 * @param warnings for people
 */
record Phase(
    Trace trace,
    SentLog sent,
    List<Collector.Row> rows,
    ParityResult parity,
    List<EngineEvent.Progress> progress,
    List<Passage> passages,
    Map<String, String> topics,
    EngineEvent.State state,
    long expectedKeys,
    List<CheckpointPart> checkpoint,
    String refusal,
    List<TableLook> looks,
    List<EngineEvent.TableWrite> writes,
    Change change,
    EngineEvent.Started settings,
    long startedMicros,
    long replayedMicros,
    Use use,
    boolean timedOut,
    List<Text> warnings) {

  /**
   * A table that rows are looked up in has got another version.
   *
   * @param position number of records that were sent before
   * @param micros when the new version was there, microseconds since the epoch
   * @param reads how often it was read from end to end until the engine had stopped, with those
   *     before the change; empty where nobody counts it
   */
  record Change(long position, long micros, OptionalLong reads) {

    /** The same, with so many reads at the end. */
    Change after(OptionalLong allReads) {
      return new Change(position, micros, allReads);
    }
  }

  /** Looks up the use of resources between two instants, microseconds since the epoch. */
  interface Use {
    ResourceSampler.Use between(long fromMicros, long toMicros);
  }
}
