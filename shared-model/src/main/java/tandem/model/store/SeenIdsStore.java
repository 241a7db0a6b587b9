package tandem.model.store;

import java.io.Serializable;

/**
 * Which store of seen ids, and where: what an engine sends to its tasks, each of which opens it for
 * itself.
 *
 * @param kind what it is
 * @param address a JDBC URL, or of Redis {@code redis://HOST:PORT/DB#PREFIX}
 */
public record SeenIdsStore(Kind kind, String address) implements Serializable {

  /** Kinds of store. */
  public enum Kind {
    POSTGRES,
    /** One that does not know who entered an id, and so loses rows in a crash. */
    POSTGRES_NAIVE,
    REDIS
  }

  /**
   * Connects.
   *
   * @throws StoreException if it can't be reached
   */
  public SeenIds open() {
    return switch (kind) {
      case POSTGRES -> new PostgresSeenIds(address);
      case POSTGRES_NAIVE -> new NaiveSeenIds(address);
      case REDIS -> new RedisSeenIds(address);
    };
  }
}
