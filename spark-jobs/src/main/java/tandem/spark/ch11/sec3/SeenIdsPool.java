package tandem.spark.ch11.sec3;

import java.util.ArrayDeque;
import java.util.Deque;
import tandem.model.store.SeenIds;
import tandem.model.store.SeenIdsStore;

/**
 * Connections of this process that no task uses: the next batch's tasks find them open. Only those
 * to one store are kept, as a process works with one at a time.
 */
final class SeenIdsPool {
  private static final Deque<SeenIds> IDLE = new ArrayDeque<>();
  private static SeenIdsStore kept;

  private SeenIdsPool() {}

  /** A connection that nobody else uses. */
  static SeenIds take(SeenIdsStore store) {
    synchronized (IDLE) {
      if (!store.equals(kept)) {
        IDLE.forEach(SeenIds::close);
        IDLE.clear();
        kept = store;
      }
      if (!IDLE.isEmpty()) {
        return IDLE.pop();
      }
    }
    return store.open();
  }

  /** Takes a connection back, unless it may be broken or is to another store by now. */
  static void giveBack(SeenIdsStore store, SeenIds ids, boolean sound) {
    synchronized (IDLE) {
      if (sound && store.equals(kept)) {
        IDLE.push(ids);
        return;
      }
    }
    ids.close();
  }
}
