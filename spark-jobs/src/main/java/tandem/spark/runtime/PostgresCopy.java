package tandem.spark.runtime;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A micro-batch that tasks copy into a staging table, each what it has, and that one transaction
 * merges. Readers see all of the batch at once. What a failed try has staged goes with the table,
 * which the next try makes anew.
 */
record PostgresCopy(PostgresBatch batch) {
  private static final int BUFFER = 1 << 16;
  private static final int WHOLE = 0;

  void write(Dataset<Row> rows) throws SQLException {
    String staging = batch.table().write().table() + "_lote";
    // it lives for a batch, and a crash that empties it is one before the merge
    String anew = "CREATE UNLOGGED TABLE " + staging + " (" + batch.table().definitions() + ")";
    PostgresPool.inTransaction(
        batch.url(), connection -> executed(connection, "DROP TABLE IF EXISTS " + staging, anew));
    PostgresBatch copied = batch;
    ForeachPartitionFunction<Row> copy = part -> copy(copied, staging, part);
    rows.foreachPartition(copy);
    PostgresPool.inTransaction(batch.url(), connection -> merge(connection, batch, staging));
  }

  private static Void executed(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return null;
  }

  private static Void merge(Connection connection, PostgresBatch batch, String staging)
      throws SQLException {
    return batch.enter(connection, WHOLE)
        ? executed(connection, batch.table().mergeFrom(staging), "DROP TABLE " + staging)
        : null;
  }

  private static void copy(PostgresBatch batch, String staging, Iterator<Row> rows)
      throws SQLException {
    if (!rows.hasNext()) {
      return;
    }
    String sql = "COPY " + staging + " (" + batch.table().names() + ") FROM STDIN";
    PostgresPool.inTransaction(
        batch.url(),
        connection -> {
          CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
          StringBuilder text = new StringBuilder(BUFFER);
          while (rows.hasNext()) {
            line(text, PostgresBatch.values(rows.next()));
            if (text.length() >= BUFFER) {
              send(copy, text);
            }
          }
          send(copy, text);
          return copy.endCopy();
        });
  }

  private static void send(CopyIn copy, StringBuilder text) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }

  /** A row in COPY's text format: tabs between values, a backslash before what has a meaning. */
  static void line(StringBuilder text, Object[] values) {
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : "\t");
      if (values[i] == null) {
        text.append("\\N");
      } else {
        escaped(text, values[i].toString());
      }
    }
    text.append('\n');
  }

  private static void escaped(StringBuilder text, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }
}
