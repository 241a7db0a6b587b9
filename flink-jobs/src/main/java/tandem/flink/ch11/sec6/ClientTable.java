package tandem.flink.ch11.sec6;

import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tandem.flink.runtime.delta.DeltaTable;
import tandem.flink.runtime.delta.ParquetFiles;
import tandem.model.ch11.sec6.Cliente;
import tandem.model.ch11.sec6.StreamStaticJoin;
import tandem.model.codec.Json;
import tandem.model.parity.RowSchema;

/**
 * The table of clients as files, which a task reads as a whole.
 *
 * @param location URI of a folder of Parquet, or of a Delta table
 * @param delta whether it is the latter
 */
record ClientTable(String location, boolean delta) implements Serializable {
  private static final RowSchema COLUMNS =
      RowSchema.of(Cliente.class, Set.of(StreamStaticJoin.USER_ID), Set.of());

  /** Another number than before wherever the table is another. */
  long version() throws IOException {
    return delta ? new DeltaTable(location).version() : new ParquetFiles().newestMillis(location);
  }

  /** All clients by user. */
  Map<String, Cliente> read() throws IOException {
    Map<String, Cliente> clients = new HashMap<>();
    Consumer<String> rows =
        row -> {
          Cliente client = Json.parseRow(row, Cliente.class);
          clients.put(client.userId(), client);
        };
    if (delta) {
      new DeltaTable(location).read(rows);
    } else {
      new ParquetFiles().read(location, COLUMNS, rows);
    }
    return clients;
  }
}
