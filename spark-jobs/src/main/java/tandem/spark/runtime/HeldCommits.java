package tandem.spark.runtime;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;
import org.apache.spark.sql.execution.streaming.checkpointing.FileContextBasedCheckpointFileManager;
import tandem.model.run.Failpoint;
import tandem.model.run.Failpoints;

/**
 * Spark's own keeper of checkpoint files, with a place to be killed at: a batch is in the sink, and
 * its entry in the commit log is about to be made.
 */
public final class HeldCommits extends FileContextBasedCheckpointFileManager {
  private static final String COMMITS = "commits";

  /** Made by Spark, by this signature. */
  public HeldCommits(Path path, Configuration hadoop) {
    super(path, hadoop);
  }

  @Override
  public CancellableFSDataOutputStream createAtomic(Path path, boolean overwriteIfPossible) {
    if (path.getParent().getName().equals(COMMITS)) {
      Failpoints.reached(Failpoint.WRITTEN);
    }
    return super.createAtomic(path, overwriteIfPossible);
  }
}
