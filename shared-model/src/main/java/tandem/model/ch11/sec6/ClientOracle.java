package tandem.model.ch11.sec6;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.model.catalog.Dimension;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec6.StreamStaticJoin.EventoEnriquecido;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.Oracle;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceEntry.Action;

/**
 * What must come out of 11.6.1: each event once, with what the table of clients says of its user.
 * Which version says it is a matter of when an engine reads the table.
 *
 * <p>An engine of batches reads it with each batch, and a record that was sent after the change is
 * in a batch that begins after it: its row shows the new version, at once and without exception
 * (Spark's documentation of stream-static joins; of Delta: "the latest version of the static table
 * each time a micro-batch is executed"). An engine without batches reads it when its job says so:
 * never again, or some time within the change's notice.
 */
final class ClientOracle implements Oracle {
  private final boolean noticedByRecords;

  private ClientOracle(boolean noticedByRecords) {
    this.noticedByRecords = noticedByRecords;
  }

  /**
   * Who reads the table while it runs.
   *
   * @return the oracle of a job that looks again, in its own time where there are no batches
   */
  static Oracle lookingAgain() {
    return new ClientOracle(true);
  }

  /** The oracle of a job that reads the table at its start only, where there are no batches. */
  static Oracle readAtStart() {
    return new ClientOracle(false);
  }

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    Map<String, Cliente> before = Cliente.byUser(Dimension.FIRST);
    Map<String, Cliente> after = Cliente.byUser(Dimension.SECOND);
    long changed = first(inputs, Action.CHANGE, -1);
    long settled = first(inputs, Action.BARRIER, changed);
    boolean batches = meaning.updates() == Meaning.Updates.PER_BATCH;
    for (Input input : inputs.accepted()) {
      long index = input.message().index();
      Record old = row(input.evento(), before);
      Record renewed = row(input.evento(), after);
      if (index < changed || !(batches || noticedByRecords)) {
        rows.add(new ExpectedRow(Variant.RESULT, old, index));
      } else if (batches || index >= settled) {
        rows.add(new ExpectedRow(Variant.RESULT, renewed, index));
      } else {
        rows.add(new ExpectedRow(Variant.RESULT, renewed, index, old));
      }
    }
    return rows;
  }

  private static Record row(Evento e, Map<String, Cliente> clients) {
    Cliente client = clients.get(e.userId());
    return new EventoEnriquecido(
        e.eventoId(),
        e.userId(),
        e.tipo(),
        e.monto(),
        e.timestamp(),
        e.region(),
        client == null ? null : client.nombre(),
        client == null ? null : client.segmento(),
        client == null ? null : (Long) client.version());
  }

  /** Records before the first control of a kind behind a position; all where there is none. */
  private static long first(Inputs inputs, Action action, long behind) {
    return inputs.controls().stream()
        .filter(control -> control.action() == action && control.position() > behind)
        .mapToLong(TraceEntry.Control::position)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }
}
