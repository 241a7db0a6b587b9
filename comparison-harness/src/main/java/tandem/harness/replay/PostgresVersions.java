package tandem.harness.replay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import tandem.model.catalog.Dimension;
import tandem.model.catalog.PostgresWrite;
import tandem.model.store.ResultTable;

/** A table of PostgreSQL, whose rows are all written in one transaction. */
final class PostgresVersions implements LookupTables.Versions {
  /** PostgreSQL's own count, of the run's space; what a connection has done is in it by its end. */
  private static final String SCANS =
      "SELECT seq_scan FROM pg_stat_user_tables"
          + " WHERE schemaname = current_schema() AND relname = ?";

  private final ResultTable table;
  private final String url;

  PostgresVersions(Dimension dimension, String url) {
    this.table =
        new ResultTable(dimension.schema().columns(), PostgresWrite.replacing(dimension.name()));
    this.url = url;
    table.make(url);
  }

  @Override
  public void write(List<? extends Record> rows, int version) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
        for (Record row : rows) {
          table.bind(insert, ResultTable.values(row));
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
    }
  }

  @Override
  public OptionalLong reads() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement query = connection.prepareStatement(SCANS)) {
      query.setString(1, table.write().table());
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
      }
    }
  }
}
