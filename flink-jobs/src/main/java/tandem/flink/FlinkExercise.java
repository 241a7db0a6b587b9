package tandem.flink;

import java.util.Optional;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import tandem.flink.runtime.FlinkInputs;
import tandem.model.run.RunSpec;

/**
 * One exercise in Flink: a pure method from inputs to result records. It reads no option, wires no
 * source and starts nothing, so that a test can run the same method on a collection.
 */
public interface FlinkExercise {
  /** The uid of the operator that keeps the exercise's state. */
  String STATE_UID = "state";

  /** The name of that operator, by which its metrics are found. */
  String STATE_NAME = "state";

  /** The group of metrics by which a job tells what it counts itself. */
  String OBSERVED = "observed";

  /**
   * The exercise's dataflow.
   *
   * @param in the inputs
   * @param spec the run, for its variant and its speed
   * @return the result records
   */
  DataStream<? extends Record> define(FlinkInputs in, RunSpec spec);

  /**
   * Reads the state of {@link #STATE_UID} out of a checkpoint: one element for each live entry;
   * empty where there is no state.
   */
  default Optional<DataStream<Long>> liveEntries(SavepointReader checkpoint, String variant)
      throws Exception {
    return Optional.empty();
  }

  /**
   * The same entries as people read them, for exercises that show what a checkpoint holds; empty
   * elsewhere.
   */
  default Optional<DataStream<String>> entriesInWords(SavepointReader checkpoint) throws Exception {
    return Optional.empty();
  }
}
