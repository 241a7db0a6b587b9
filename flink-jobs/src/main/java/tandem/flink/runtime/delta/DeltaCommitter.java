package tandem.flink.runtime.delta;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.Committer;

/**
 * Adds the files of complete checkpoints to a table. Flink asks again for what may have been
 * committed when a job failed: the table knows, and such a file is done.
 */
final class DeltaCommitter implements Committer<DeltaCommittable> {
  private final Change change;

  /** What a transaction does with the files of its checkpoint. */
  interface Change {

    /**
     * Does it, unless a transaction of that name is in the table.
     *
     * @return whether it was done now
     */
    boolean make(String appId, long checkpoint, List<DeltaCommittable> files) throws IOException;
  }

  /** A transaction's name in the table's log. */
  private record Name(String appId, long checkpoint) {}

  DeltaCommitter(Change change) {
    this.change = change;
  }

  @Override
  public void commit(Collection<CommitRequest<DeltaCommittable>> requests) throws IOException {
    // in the order of the checkpoints: a later one in the log would shut out an earlier one
    Map<Name, List<CommitRequest<DeltaCommittable>>> transactions =
        requests.stream()
            .sorted(Comparator.comparing(request -> request.getCommittable().checkpoint()))
            .collect(
                Collectors.groupingBy(
                    DeltaCommitter::name, LinkedHashMap::new, Collectors.toList()));
    for (var transaction : transactions.entrySet()) {
      commit(transaction.getKey(), transaction.getValue());
    }
  }

  private void commit(Name name, List<CommitRequest<DeltaCommittable>> requests)
      throws IOException {
    List<DeltaCommittable> files = requests.stream().map(CommitRequest::getCommittable).toList();
    if (!change.make(name.appId(), name.checkpoint(), files)) {
      requests.forEach(CommitRequest::signalAlreadyCommitted);
    }
  }

  private static Name name(CommitRequest<DeltaCommittable> request) {
    return new Name(request.getCommittable().appId(), request.getCommittable().checkpoint());
  }

  @Override
  public void close() {
    // nothing is held between commits
  }
}
