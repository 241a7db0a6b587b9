package tandem.harness.services;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.model.catalog.Service;

/**
 * Schemas in a PostgreSQL.
 *
 * @param url JDBC URL of a database whose user may make schemas
 */
record PostgresSpaces(String url) implements Spaces {
  /** What still holds a table is given this long to let go. */
  private static final String PATIENCE = "SET lock_timeout = '10s'";

  /** Prepared transactions of a sink that nobody will commit any more: they hold their tables. */
  private static final String PREPARED =
      """
      SELECT DISTINCT p.gid FROM pg_prepared_xacts p
      JOIN pg_locks own ON own.locktype = 'transactionid' AND own.transactionid = p.transaction
      JOIN pg_locks l ON l.virtualtransaction = own.virtualtransaction AND l.pid IS NULL
      JOIN pg_class c ON c.oid = l.relation
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE p.database = current_database() AND n.nspname = ?
      """;

  @Override
  public void check() {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.createStatement().close();
    } catch (SQLException e) {
      throw new HarnessException(
          ExitCode.ENVIRONMENT,
          "no PostgreSQL answers at %s (%s); start one, or leave --%s out and one is started"
              .formatted(
                  Addresses.masked(url),
                  Addresses.firstLine(e.getMessage()),
                  Service.POSTGRES.label()),
          e);
    }
  }

  @Override
  public String make(String name) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + name);
    } catch (SQLException e) {
      throw failed("make", name, e);
    }
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + name;
  }

  @Override
  public void drop(String name) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(PATIENCE);
      for (String prepared : prepared(connection, name)) {
        statement.execute("ROLLBACK PREPARED '" + prepared.replace("'", "''") + "'");
      }
      statement.execute("DROP SCHEMA " + name + " CASCADE");
    } catch (SQLException e) {
      throw failed("drop", name, e);
    }
  }

  private static List<String> prepared(Connection connection, String schema) throws SQLException {
    List<String> gids = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(PREPARED)) {
      query.setString(1, schema);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          gids.add(rows.getString(1));
        }
      }
    }
    return gids;
  }

  private HarnessException failed(String what, String name, SQLException cause) {
    return new HarnessException(
        ExitCode.ENVIRONMENT,
        "PostgreSQL at %s does not %s the schema %s: %s"
            .formatted(Addresses.masked(url), what, name, Addresses.firstLine(cause.getMessage())),
        cause);
  }
}
