package tandem.spark.runtime;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.StageInfo;

/**
 * Counts the tasks of a micro-batch that read its sources: those of a stage that waits for none.
 */
final class SourceTasks extends SparkListener {
  private volatile int latest;

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    StageInfo stage = submitted.stageInfo();
    if (stage.parentIds().isEmpty()) {
      latest = stage.numTasks();
    }
  }

  /** Of the newest micro-batch; 0 before the first. */
  int latest() {
    return latest;
  }
}
