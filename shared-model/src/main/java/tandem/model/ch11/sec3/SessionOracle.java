package tandem.model.ch11.sec3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.ArbitraryState.Acumulado;
import tandem.model.ch11.sec3.ArbitraryState.Sesion;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceEntry.Control;

/** Says what exercise 11.3.3 must give. */
final class SessionOracle {
  private SessionOracle() {}

  /** Sessions as session windows make them; an event that the watermark has passed is dropped. */
  static List<ExpectedRow> byEventTime(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    Watermarks watermarks = watermarks(inputs, meaning);
    for (SessionSplit.Session session : sessions(inputs, watermarks)) {
      int cause = watermarks.firstToReach(session.endMillis());
      if (cause >= 0) {
        rows.add(new ExpectedRow(Variant.RESULT, row(session.members()), cause));
      }
    }
    return rows;
  }

  /** Sessions that have begun and that the watermark has not closed. */
  static long openSessions(Inputs all, long position, Meaning meaning) {
    Inputs inputs = all.upTo(position);
    Watermarks watermarks = watermarks(inputs, meaning);
    return sessions(inputs, watermarks).stream()
        .filter(s -> s.endMillis() > watermarks.last())
        .count();
  }

  /** All events of a user that arrive between two silences are one session. */
  static List<ExpectedRow> byBurst(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    for (List<Input> burst : bursts(inputs)) {
      rows.add(
          new ExpectedRow(
              Variant.RESULT, row(burst), burst.get(burst.size() - 1).message().index()));
    }
    return rows;
  }

  /**
   * As {@link #byBurst}, but an event more than a gap after the session's first one ends it and
   * begins another.
   */
  static List<ExpectedRow> byTheCourse(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    for (List<Input> burst : bursts(inputs)) {
      List<Input> session = new ArrayList<>();
      for (Input input : burst) {
        if (!session.isEmpty()
            && input.millis() - session.get(0).millis() > ArbitraryState.GAP.toMillis()) {
          rows.add(new ExpectedRow(Variant.RESULT, row(session), input.message().index()));
          session = new ArrayList<>();
        }
        session.add(input);
      }
      rows.add(
          new ExpectedRow(
              Variant.RESULT, row(session), burst.get(burst.size() - 1).message().index()));
    }
    return rows;
  }

  /** After each event, all events of its user so far. */
  static List<ExpectedRow> running(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    Map<String, Acumulado> users = new LinkedHashMap<>();
    for (Input input : inputs.accepted()) {
      String user = input.evento().userId();
      Acumulado before = users.getOrDefault(user, new Acumulado(user, 0, 0.0));
      Acumulado after =
          new Acumulado(user, before.numEventos() + 1, before.valorTotal() + amount(input));
      users.put(user, after);
      rows.add(new ExpectedRow(Variant.RESULT, after, input.message().index()));
    }
    return rows;
  }

  /** Users seen. */
  static long users(Inputs all, long position, Meaning meaning) {
    return all.upTo(position).accepted().stream()
        .map(input -> input.evento().userId())
        .distinct()
        .count();
  }

  private static Watermarks watermarks(Inputs inputs, Meaning meaning) {
    return new Watermarks(inputs, ArbitraryState.DELAY, meaning.watermark());
  }

  private static List<SessionSplit.Session> sessions(Inputs inputs, Watermarks watermarks) {
    return SessionSplit.split(
        inputs, ArbitraryState.GAP, (input, end) -> watermarks.before(input) < input.millis());
  }

  /** Each user's events between two barriers, by event time. */
  private static List<List<Input>> bursts(Inputs inputs) {
    Map<String, List<Input>> bursts = new LinkedHashMap<>();
    for (Input input : inputs.accepted()) {
      long index = input.message().index();
      long barriers =
          inputs.controls().stream()
              .filter(c -> c.action() == Action.BARRIER)
              .filter(c -> passed(c, index))
              .count();
      bursts
          .computeIfAbsent(barriers + " " + input.evento().userId(), user -> new ArrayList<>())
          .add(input);
    }
    bursts.values().forEach(events -> events.sort(Comparator.comparingLong(Input::millis)));
    return new ArrayList<>(bursts.values());
  }

  private static boolean passed(Control control, long index) {
    return control.position() <= index;
  }

  private static Sesion row(List<Input> members) {
    double sum = members.stream().mapToDouble(SessionOracle::amount).sum();
    Instant last = members.get(members.size() - 1).evento().timestamp();
    String user = members.get(0).evento().userId();
    return new Sesion(user, members.size(), sum, members.get(0).evento().timestamp(), last);
  }

  private static double amount(Input input) {
    return input.evento().monto() == null ? 0 : input.evento().monto();
  }
}
