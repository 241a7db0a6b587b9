package tandem.harness.replay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import tandem.model.catalog.Dimension;
import tandem.model.catalog.PostgresWrite;
import tandem.model.store.ResultTable;

/** A table of PostgreSQL, whose rows are all written in one transaction. */
final class PostgresVersions implements LookupTables.Versions {
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
}
