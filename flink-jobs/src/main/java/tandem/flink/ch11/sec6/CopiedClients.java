package tandem.flink.ch11.sec6;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import tandem.model.ch11.sec6.Cliente;
import tandem.model.ch11.sec6.StreamStaticJoin;
import tandem.model.ch11.sec6.StreamStaticJoin.EventoEnriquecido;
import tandem.model.event.Evento;

/**
 * Finds clients in a copy that each task has of the whole table, read before the first event. It
 * stays as it was read, or is read again where the table is seen to be another; meanwhile the
 * task's events wait.
 */
final class CopiedClients extends RichMapFunction<Evento, EventoEnriquecido> {
  private final ClientTable table;
  private final Duration lookEvery;
  private transient Map<String, Cliente> clients;
  private transient long version;
  private transient long lookedNanos;

  private CopiedClients(ClientTable table, Duration lookEvery) {
    this.table = table;
    this.lookEvery = lookEvery;
  }

  static CopiedClients readOnce(ClientTable table) {
    return new CopiedClients(table, null);
  }

  static CopiedClients lookingAgain(ClientTable table, Duration every) {
    return new CopiedClients(table, every);
  }

  @Override
  public void open(OpenContext context) throws IOException {
    read(table.version());
  }

  @Override
  public EventoEnriquecido map(Evento evento) throws IOException {
    if (lookEvery != null && System.nanoTime() - lookedNanos >= lookEvery.toNanos()) {
      lookAgain();
    }
    return StreamStaticJoin.enriched(evento, clients.get(evento.userId()));
  }

  private void lookAgain() throws IOException {
    long newest = table.version();
    if (newest != version) {
      read(newest);
    }
    lookedNanos = System.nanoTime();
  }

  /** The version was looked up before: what comes in between is found at the next look. */
  private void read(long itsVersion) throws IOException {
    version = itsVersion;
    clients = table.read();
    lookedNanos = System.nanoTime();
  }
}
