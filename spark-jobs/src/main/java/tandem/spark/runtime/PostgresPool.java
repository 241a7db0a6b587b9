package tandem.spark.runtime;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Connections of this process to PostgreSQL that nobody uses: the next batch finds them open. Only
 * those to one database are kept, as a process works with one at a time.
 */
final class PostgresPool {
  private static final Deque<Connection> IDLE = new ArrayDeque<>();
  private static String kept;

  private PostgresPool() {}

  /** Work on a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Does work as one transaction: all of it counts, or none. */
  static <T> T inTransaction(String url, Work<T> work) throws SQLException {
    Connection connection = take(url);
    boolean done = false;
    try {
      T result = work.on(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (done) {
        giveBack(url, connection);
      } else {
        // what was not committed is rolled back with it
        closeQuietly(connection);
      }
    }
  }

  /** Lets go of connections that may be broken, such as to a server that has stopped. */
  static synchronized void clear() {
    IDLE.forEach(PostgresPool::closeQuietly);
    IDLE.clear();
  }

  private static Connection take(String url) throws SQLException {
    synchronized (PostgresPool.class) {
      if (!url.equals(kept)) {
        clear();
        kept = url;
      }
      if (!IDLE.isEmpty()) {
        return IDLE.pop();
      }
    }
    Connection connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    return connection;
  }

  private static synchronized void giveBack(String url, Connection connection) {
    if (url.equals(kept)) {
      IDLE.push(connection);
    } else {
      closeQuietly(connection);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException alreadyBroken) {
      // it holds nothing that counts
    }
  }
}
