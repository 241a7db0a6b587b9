package tandem.model.ch11.sec5;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec5.OutputModes.Cambio;
import tandem.model.ch11.sec5.OutputModes.Total;
import tandem.model.ch11.sec5.OutputModes.TotalVentana;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.Oracle;
import tandem.model.trace.TraceEntry.Control;

/**
 * Says what exercise 11.5.1 must give: at each point at which an engine gives rows, all purchases
 * so far are added up anew. An engine with micro-batches gives rows after each stretch of the trace
 * between two controls, one without them after each record.
 */
record OutputModeOracle(Form form) implements Oracle {

  /** What comes out. */
  enum Form {
    /** Users with a purchase since the point before. */
    CHANGES,
    /** All users at each point. */
    TABLES,
    /** All users at the end. */
    LAST,
    /** As the changes, each with what it takes back before it. */
    RETRACTIONS,
    /** Users of each window when the watermark has passed its end. */
    WINDOWS,
    /** Nothing: no sum is ever final. */
    NONE
  }

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    List<Integer> points = points(inputs, meaning);
    switch (form) {
      case CHANGES, RETRACTIONS -> {
        int before = 0;
        for (int point : points) {
          changes(inputs, before, point, rows);
          before = point;
        }
      }
      case TABLES -> points.forEach(point -> table(inputs, point, rows));
      case LAST -> table(inputs, inputs.all().size(), rows);
      case WINDOWS -> windows(inputs, meaning, rows);
      case NONE -> {
        // the dead letters alone
      }
    }
    return rows;
  }

  /** Numbers of records after which rows are given. */
  private static List<Integer> points(Inputs inputs, Meaning meaning) {
    TreeSet<Integer> points = new TreeSet<>();
    if (meaning.updates() == Meaning.Updates.PER_INPUT) {
      inputs.accepted().forEach(input -> points.add((int) input.message().index() + 1));
    } else {
      inputs.controls().stream().map(Control::position).forEach(at -> points.add(at.intValue()));
      points.add(inputs.all().size());
      points.remove(0);
    }
    return List.copyOf(points);
  }

  private void changes(Inputs inputs, int before, int point, List<ExpectedRow> rows) {
    List<Input> all = inputs.upTo(point).accepted();
    List<Input> old = inputs.upTo(before).accepted();
    for (String user : users(all.subList(old.size(), all.size()))) {
      Double now = sum(of(user, all));
      if (form == Form.CHANGES) {
        rows.add(row(new Total(user, now), point));
      } else if (of(user, old).isEmpty()) {
        rows.add(row(new Cambio("+I", user, now), point));
      } else {
        rows.add(row(new Cambio("-U", user, sum(of(user, old))), point));
        rows.add(row(new Cambio("+U", user, now), point));
      }
    }
  }

  private static void table(Inputs inputs, int point, List<ExpectedRow> rows) {
    List<Input> all = inputs.upTo(point).accepted();
    users(all).forEach(user -> rows.add(row(new Total(user, sum(of(user, all))), point)));
  }

  private static void windows(Inputs inputs, Meaning meaning, List<ExpectedRow> rows) {
    long[] watermarks = inputs.watermarks(OutputModes.DELAY, meaning.watermark());
    long length = OutputModes.WINDOW.toMillis();
    List<Input> all = inputs.accepted();
    Set<Long> starts = new LinkedHashSet<>();
    all.forEach(input -> starts.add(Math.floorDiv(input.millis(), length) * length));
    for (long start : starts) {
      long end = start + length;
      List<Input> members =
          all.stream()
              .filter(input -> input.millis() >= start && input.millis() < end)
              .filter(input -> watermarks[(int) input.message().index()] < end)
              .toList();
      int point = 0;
      while (point < watermarks.length && watermarks[point] < end) {
        point++;
      }
      if (point < watermarks.length) {
        for (String user : users(members)) {
          Instant from = Instant.ofEpochMilli(start);
          Instant to = Instant.ofEpochMilli(end);
          rows.add(row(new TotalVentana(from, to, user, sum(of(user, members))), point));
        }
      }
    }
  }

  private static ExpectedRow row(Record row, int point) {
    return new ExpectedRow(Variant.RESULT, row, point - 1L);
  }

  private static Set<String> users(List<Input> purchases) {
    Set<String> users = new LinkedHashSet<>();
    purchases.forEach(input -> users.add(input.evento().userId()));
    return users;
  }

  private static List<Input> of(String user, List<Input> purchases) {
    return purchases.stream().filter(input -> input.evento().userId().equals(user)).toList();
  }

  private static Double sum(List<Input> purchases) {
    List<Double> amounts =
        purchases.stream().map(input -> input.evento().monto()).filter(Objects::nonNull).toList();
    return amounts.isEmpty()
        ? null
        : (Double) amounts.stream().mapToDouble(Double::doubleValue).sum();
  }
}
