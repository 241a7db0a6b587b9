package tandem.flink.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import tandem.model.run.RunSpec;

/**
 * The id of a job that writes transactions into a database, kept with its run: transactions that a
 * dead process has left prepared carry it, and only a job of the same id takes them for its own and
 * rolls them back. Under another they would hold their rows for ever.
 */
final class JobNumber {
  private static final String FILE = "job-id";

  private JobNumber() {}

  /**
   * The id to start with: that of the process before where its job goes on.
   *
   * @param last of this process, which a cluster takes only once; null for none
   */
  static JobID of(RunSpec spec, JobID last) throws IOException {
    Path file = Path.of(spec.directory(), FILE);
    if (spec.restore() && Files.exists(file)) {
      JobID before = JobID.fromHexString(Files.readString(file));
      if (!before.equals(last)) {
        return before;
      }
    }
    JobID fresh = JobID.generate();
    Files.writeString(file, fresh.toHexString());
    return fresh;
  }
}
