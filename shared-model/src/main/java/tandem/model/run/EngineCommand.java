package tandem.model.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What the harness asks of a local engine process, one JSON line each on its standard input. The
 * end of the input means that the harness is gone: the process ends at once.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EngineCommand.Start.class, name = "start"),
  @JsonSubTypes.Type(value = EngineCommand.MeasureState.class, name = "measureState"),
  @JsonSubTypes.Type(value = EngineCommand.DescribeCheckpoint.class, name = "describeCheckpoint"),
  @JsonSubTypes.Type(value = EngineCommand.Arm.class, name = "arm"),
  @JsonSubTypes.Type(value = EngineCommand.Stop.class, name = "stop"),
  @JsonSubTypes.Type(value = EngineCommand.ReadBack.class, name = "readBack"),
})
public sealed interface EngineCommand {

  /** Start a run; answered by {@link EngineEvent.Started}. One run at a time. */
  record Start(RunSpec spec) implements EngineCommand {}

  /** Make a checkpoint and measure the state in it; answered by {@link EngineEvent.State}. */
  record MeasureState() implements EngineCommand {}

  /**
   * Take the newest checkpoint of the run apart, which has been stopped; answered by {@link
   * EngineEvent.Checkpointed}.
   */
  record DescribeCheckpoint() implements EngineCommand {}

  /**
   * Let the work stand still at a point from now on, to be killed there; answered by {@link
   * EngineEvent.Armed}, and by {@link EngineEvent.Reached} when it stands.
   */
  record Arm(Failpoint point) implements EngineCommand {}

  /** End the run gracefully, keeping its checkpoints; answered by {@link EngineEvent.Stopped}. */
  record Stop() implements EngineCommand {}

  /**
   * Read all rows that are now in the table of a run, under way or not; answered by {@link
   * EngineEvent.Rows}.
   */
  record ReadBack(RunSpec spec) implements EngineCommand {}
}
