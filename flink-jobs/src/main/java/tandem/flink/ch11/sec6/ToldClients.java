package tandem.flink.ch11.sec6;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import tandem.model.ch11.sec6.Cliente;
import tandem.model.ch11.sec6.StreamStaticJoin;
import tandem.model.ch11.sec6.StreamStaticJoin.EventoEnriquecido;
import tandem.model.event.Evento;

/**
 * Finds clients in broadcast state, which each task has all of and checkpoints. Nothing says when
 * the first clients have been told, and events do not wait for them: so each task begins with a
 * copy of the table.
 */
final class ToldClients extends BroadcastProcessFunction<Evento, Cliente, EventoEnriquecido> {
  /** What has been told, by user. */
  static final MapStateDescriptor<String, Cliente> STATE =
      new MapStateDescriptor<>("clientes", Types.STRING, TypeInformation.of(Cliente.class));

  private final ClientTable table;
  private transient Map<String, Cliente> atStart;

  ToldClients(ClientTable table) {
    this.table = table;
  }

  @Override
  public void open(OpenContext context) throws IOException {
    atStart = table.read();
  }

  @Override
  public void processElement(
      Evento evento, ReadOnlyContext context, Collector<EventoEnriquecido> out) throws Exception {
    Cliente told = context.getBroadcastState(STATE).get(evento.userId());
    Cliente client = newer(atStart.get(evento.userId()), told);
    out.collect(StreamStaticJoin.enriched(evento, client));
  }

  /** The rows of two files may come by different readers, and so in either order. */
  @Override
  public void processBroadcastElement(
      Cliente client, Context context, Collector<EventoEnriquecido> out) throws Exception {
    var state = context.getBroadcastState(STATE);
    state.put(client.userId(), newer(client, state.get(client.userId())));
  }

  private static Cliente newer(Cliente one, Cliente other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.version() >= other.version() ? one : other;
  }
}
