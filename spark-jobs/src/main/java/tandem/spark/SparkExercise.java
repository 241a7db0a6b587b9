package tandem.spark;

import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import tandem.model.catalog.Exercise;
import tandem.model.run.Engine;
import tandem.model.run.RunSpec;
import tandem.spark.runtime.SparkInputs;

/**
 * One exercise in Spark: a pure method from inputs to result rows. It reads no option, wires no
 * source and starts nothing, so that a test can run the same method on a memory stream.
 */
public interface SparkExercise {

  /**
   * The job of an exercise, found by its name.
   *
   * @throws ReflectiveOperationException if this room has none
   */
  static SparkExercise of(Exercise exercise) throws ReflectiveOperationException {
    return Class.forName(exercise.jobClass(Engine.SPARK))
        .asSubclass(SparkExercise.class)
        .getConstructor()
        .newInstance();
  }

  /**
   * The exercise's query.
   *
   * @param in the inputs
   * @param spec the run, for its variant and its speed
   * @return result rows with the columns of the model's result, which is what a table takes; or
   *     rows for the sink, with dead letters among them, as {@link tandem.spark.runtime.SinkRows}
   *     shapes them
   */
  Dataset<Row> define(SparkInputs in, RunSpec spec);

  /**
   * Makes the sink's rows of a whole micro-batch, where the exercise is about batches ({@code
   * foreachBatch}): for a table, the result's columns of the query's. Empty where the query's rows
   * go to the sink as they are.
   */
  default Optional<UnaryOperator<Dataset<Row>>> eachBatch(RunSpec spec) {
    return Optional.empty();
  }

  /** How the query gives its rows out. */
  default OutputMode outputMode(String variant) {
    return OutputMode.Append();
  }

  /**
   * Name of the state variable to count, where the query keeps its state with transformWithState.
   */
  default Optional<String> stateVariable(String variant) {
    return Optional.empty();
  }

  /** Live entries that a row of state holds, where a row is a key's whole state. */
  default Column liveEntries(String variant) {
    return lit(1);
  }
}
