package tandem.model.store;

import java.util.BitSet;
import java.util.List;

/**
 * A store outside of the engine that knows all ids ever seen, and which record had each first. One
 * connection; not thread-safe.
 *
 * <p>An id belongs to the record that brought it first. So the answer to a sighting is the same
 * whenever it is asked: an engine that reads records again after a crash is told again that they
 * are the first, and gives their rows once more instead of losing them.
 */
public interface SeenIds extends AutoCloseable {

  /**
   * Enters ids that are new, and says which sightings are the first of their id: all in one round
   * trip.
   *
   * @param sightings in any order; an id may be among them several times
   * @return bit i is set where the sighting i is the first of its id
   * @throws StoreException if the store does not answer
   */
  BitSet firsts(List<Sighting> sightings);

  /** Ends the connection. */
  @Override
  void close();
}
