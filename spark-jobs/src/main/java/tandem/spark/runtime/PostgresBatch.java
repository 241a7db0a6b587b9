package tandem.spark.runtime;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import tandem.model.catalog.PostgresWrite.Control;
import tandem.model.catalog.PostgresWrite.Way;
import tandem.model.store.ResultTable;

/**
 * A micro-batch on its way into a table of PostgreSQL: what is written of it in one transaction.
 *
 * @param table the table
 * @param url JDBC URL of the database
 * @param query id of the query, which stays with its checkpoint: batches of another have the same
 *     numbers
 * @param number the batch's
 */
record PostgresBatch(ResultTable table, String url, String query, long number)
    implements Serializable {
  private static final int AT_A_TIME = 1_000;

  private static final String ENTER =
      "INSERT INTO " + ResultTable.CONTROL + " (consulta, batch_id, particion) VALUES (?, ?, ?)";

  private static final String LOOK =
      "SELECT count(*) FROM " + ResultTable.CONTROL + " WHERE consulta = ? AND batch_id = ?";

  /** Writes rows, and their entry with them where the table's control says so. */
  void write(Iterator<Row> rows, int part) throws SQLException {
    PostgresPool.inTransaction(
        url,
        connection -> {
          if (enter(connection, part)) {
            insert(connection, rows);
          }
          return null;
        });
  }

  /**
   * Makes the entry.
   *
   * @return whether there is something to write: false where the entry was there. Another
   *     transaction that has just made it is waited for
   */
  boolean enter(Connection connection, int part) throws SQLException {
    Control control = table.write().control();
    if (control == Control.NONE) {
      return true;
    }
    String once = control == Control.SAME_TRANSACTION ? " ON CONFLICT DO NOTHING" : "";
    try (PreparedStatement entry = connection.prepareStatement(ENTER + once)) {
      entry.setString(1, query);
      entry.setLong(2, number);
      entry.setInt(3, part);
      return entry.executeUpdate() == 1;
    }
  }

  /** Whether there is an entry of the batch now; by the time of the answer there may be one. */
  boolean entered() throws SQLException {
    return PostgresPool.inTransaction(
        url,
        connection -> {
          try (PreparedStatement look = connection.prepareStatement(LOOK)) {
            look.setString(1, query);
            look.setLong(2, number);
            try (ResultSet found = look.executeQuery()) {
              found.next();
              return found.getLong(1) > 0;
            }
          }
        });
  }

  private void insert(Connection connection, Iterator<Row> rows) throws SQLException {
    boolean rowByRow = table.write().way() == Way.ROW_BY_ROW;
    try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
      int waiting = 0;
      while (rows.hasNext()) {
        table.bind(insert, values(rows.next()));
        if (rowByRow) {
          insert.executeUpdate();
          continue;
        }
        insert.addBatch();
        if (++waiting == AT_A_TIME) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      insert.executeBatch();
    }
  }

  /** A row's values as {@link ResultTable#bind} takes them. */
  static Object[] values(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = row.get(i);
      values[i] =
          value instanceof java.sql.Timestamp time
              ? time.toInstant()
              : value instanceof java.sql.Date date ? date.toLocalDate() : value;
    }
    return values;
  }
}
