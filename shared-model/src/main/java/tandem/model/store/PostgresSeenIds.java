package tandem.model.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Seen ids in a table of PostgreSQL, each with the record that brought it first. Ids are entered in
 * their order, as two transactions that wait for each other's rows would otherwise be a deadlock.
 * Looking up is a statement of its own, because only that sees what others have committed
 * meanwhile.
 */
final class PostgresSeenIds implements SeenIds {
  private static final String ENTER =
      "INSERT INTO vistos SELECT * FROM unnest(?, ?, ?) ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING";

  private static final String LOOK_UP =
      "SELECT id, particion, posicion FROM vistos WHERE id = ANY (?)";

  private final PostgresTable table;

  PostgresSeenIds(String url) {
    table = new PostgresTable(url, ENTER + "; " + LOOK_UP);
  }

  @Override
  public BitSet firsts(List<Sighting> sightings) {
    try {
      PreparedStatement both = table.with(sightings);
      both.setArray(4, both.getConnection().createArrayOf("text", ids(sightings)));
      both.execute();
      both.getMoreResults();
      Set<Sighting> owners = new HashSet<>();
      try (ResultSet rows = both.getResultSet()) {
        while (rows.next()) {
          owners.add(new Sighting(rows.getString(1), rows.getInt(2), rows.getLong(3)));
        }
      }
      BitSet firsts = new BitSet(sightings.size());
      for (int i = 0; i < sightings.size(); i++) {
        firsts.set(i, owners.contains(sightings.get(i)));
      }
      return firsts;
    } catch (SQLException e) {
      throw PostgresTable.failed(e);
    }
  }

  private static Object[] ids(List<Sighting> sightings) {
    return sightings.stream().map(Sighting::id).distinct().toArray();
  }

  @Override
  public void close() {
    table.close();
  }
}
