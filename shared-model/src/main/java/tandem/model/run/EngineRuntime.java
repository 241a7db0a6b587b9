package tandem.model.run;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What an engine's room offers to the process around it: one run at a time. */
public interface EngineRuntime {

  /** The engine's version. */
  String version();

  /**
   * Starts a run; returns when its sources read.
   *
   * @param events is told of progress, console lines and failure
   * @return every effective setting that can change a figure
   * @throws Exception if the engine refuses the run
   */
  Map<String, String> start(RunSpec spec, Consumer<EngineEvent> events) throws Exception;

  /** Makes a checkpoint and measures the state in it. */
  EngineEvent.State measureState() throws Exception;

  /**
   * Takes the newest checkpoint of the run apart, which has been stopped.
   *
   * @return what it holds, in the order in which a restart reads it
   */
  List<CheckpointPart> describeCheckpoint() throws Exception;

  /** Ends the run gracefully, keeping its checkpoints. */
  void stop() throws Exception;

  /**
   * Reads all rows that are now in the table of a run, whether it is under way, has ended, or was
   * another process's; a table that nothing was written to has none.
   *
   * @param rows is given each row as a JSON object, as it would be on a topic
   */
  void readBack(RunSpec spec, Consumer<String> rows) throws Exception;
}
