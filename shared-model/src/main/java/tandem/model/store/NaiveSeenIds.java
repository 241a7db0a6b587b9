package tandem.model.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Seen ids in a table of PostgreSQL as one would write it first: what could be entered is new. It
 * is wrong after a crash: an id that was entered and whose row was not given out yet is a duplicate
 * when its record is read again, so the row never comes.
 */
final class NaiveSeenIds implements SeenIds {
  private static final String ENTER =
      "INSERT INTO vistos SELECT * FROM unnest(?, ?, ?) ORDER BY 1, 2, 3"
          + " ON CONFLICT DO NOTHING RETURNING id";

  private final PostgresTable table;

  NaiveSeenIds(String url) {
    table = new PostgresTable(url, ENTER);
  }

  @Override
  public BitSet firsts(List<Sighting> sightings) {
    try {
      PreparedStatement enter = table.with(sightings);
      Set<String> entered = new HashSet<>();
      try (ResultSet rows = enter.executeQuery()) {
        while (rows.next()) {
          entered.add(rows.getString(1));
        }
      }
      BitSet firsts = new BitSet(sightings.size());
      for (int i = 0; i < sightings.size(); i++) {
        // of several with the same new id the first in the batch
        firsts.set(i, entered.remove(sightings.get(i).id()));
      }
      return firsts;
    } catch (SQLException e) {
      throw PostgresTable.failed(e);
    }
  }

  @Override
  public void close() {
    table.close();
  }
}
