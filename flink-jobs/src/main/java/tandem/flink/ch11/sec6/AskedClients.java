package tandem.flink.ch11.sec6;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import tandem.model.ch11.sec6.Cliente;
import tandem.model.ch11.sec6.StreamStaticJoin;
import tandem.model.ch11.sec6.StreamStaticJoin.EventoEnriquecido;
import tandem.model.event.Evento;

/**
 * Asks PostgreSQL for clients, for many at a time: for those of all events that have come while it
 * was answering. An answer, also that there is no such client, is good for a while; so is what it
 * says, however old it is by then.
 */
final class AskedClients extends RichAsyncFunction<Evento, EventoEnriquecido> {
  private static final int AT_A_TIME = 1_000;
  private static final String ASK =
      "SELECT user_id, nombre, segmento, version FROM "
          + StreamStaticJoin.CLIENTES
          + " WHERE user_id = ANY (?)";

  private final String url;
  private final Duration remembered;
  private transient Answers answers;
  private transient Connection connection;
  private transient BlockingQueue<Asked> waiting;
  private transient Thread asker;

  private record Asked(Evento evento, ResultFuture<EventoEnriquecido> row) {
    void answer(Cliente client) {
      row.complete(List.of(StreamStaticJoin.enriched(evento, client)));
    }
  }

  /**
   * Asks at a JDBC address.
   *
   * @param remembered how long an answer is good for
   */
  AskedClients(String url, Duration remembered) {
    this.url = url;
    this.remembered = remembered;
  }

  @Override
  public void open(OpenContext context) throws SQLException {
    connection = DriverManager.getConnection(url);
    answers = new Answers(remembered);
    waiting = new LinkedBlockingQueue<>();
    asker = new Thread(this::ask, "asked-clients");
    asker.setDaemon(true);
    asker.start();
  }

  @Override
  public void asyncInvoke(Evento evento, ResultFuture<EventoEnriquecido> row) {
    Asked asked = new Asked(evento, row);
    answers.of(evento.userId()).ifPresentOrElse(a -> asked.answer(a.client()), () -> later(asked));
  }

  private void later(Asked asked) {
    waiting.add(asked);
  }

  @Override
  public void close() throws InterruptedException, SQLException {
    if (asker != null) {
      asker.interrupt();
      asker.join();
    }
    if (connection != null) {
      connection.close();
    }
  }

  private void ask() {
    List<Asked> some = new ArrayList<>();
    try (PreparedStatement question = connection.prepareStatement(ASK)) {
      while (true) {
        some.add(waiting.take());
        waiting.drainTo(some, AT_A_TIME - 1);
        answer(some, question);
        some.clear();
      }
    } catch (InterruptedException closed) {
      // nobody waits for an answer any more
    } catch (SQLException e) {
      some.forEach(asked -> asked.row().completeExceptionally(e));
    }
  }

  private void answer(List<Asked> some, PreparedStatement question) throws SQLException {
    // an answer is as old as its question
    long askedNanos = System.nanoTime();
    Object[] users = some.stream().map(asked -> asked.evento().userId()).distinct().toArray();
    question.setArray(1, connection.createArrayOf("text", users));
    Map<String, Cliente> found = new HashMap<>();
    try (ResultSet rows = question.executeQuery()) {
      while (rows.next()) {
        Cliente client =
            new Cliente(rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4));
        found.put(client.userId(), client);
      }
    }
    for (Object user : users) {
      answers.remember((String) user, found.get((String) user), askedNanos);
    }
    some.forEach(asked -> asked.answer(found.get(asked.evento().userId())));
  }
}
