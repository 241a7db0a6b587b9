package tandem.model.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The table of seen ids in PostgreSQL, and one statement on it. */
final class PostgresTable implements AutoCloseable {
  /** Two that make a table at the same instant disturb each other, "if not exists" or not. */
  private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('vistos'))";

  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS vistos"
          + " (id text PRIMARY KEY, particion int NOT NULL, posicion bigint NOT NULL)";

  private final Connection connection;
  private final PreparedStatement statement;

  /**
   * Connects, makes the table if there is none, and prepares the statement.
   *
   * @throws StoreException if there is no way to
   */
  PostgresTable(String url, String sql) {
    Connection opened = null;
    try {
      opened = DriverManager.getConnection(url);
      opened.setAutoCommit(false);
      try (Statement make = opened.createStatement()) {
        make.execute(ALONE);
        make.execute(TABLE);
      }
      opened.commit();
      opened.setAutoCommit(true);
      connection = opened;
      statement = opened.prepareStatement(sql);
    } catch (SQLException e) {
      close(opened);
      throw failed(e);
    }
  }

  /** Sets the ids, partitions and offsets as the first three parameters. */
  PreparedStatement with(List<Sighting> sightings) throws SQLException {
    Object[] ids = sightings.stream().map(Sighting::id).toArray();
    Object[] partitions = sightings.stream().map(Sighting::partition).toArray();
    Object[] offsets = sightings.stream().map(Sighting::offset).toArray();
    statement.setArray(1, connection.createArrayOf("text", ids));
    statement.setArray(2, connection.createArrayOf("int4", partitions));
    statement.setArray(3, connection.createArrayOf("int8", offsets));
    return statement;
  }

  /** What a caller is told of a failure. */
  static StoreException failed(SQLException cause) {
    return new StoreException("the store of seen ids (PostgreSQL) does not answer", cause);
  }

  @Override
  public void close() {
    close(connection);
  }

  private static void close(Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException alreadyBroken) {
      // nothing is lost with it: every statement was a transaction of its own
    }
  }
}
