package tandem.model.ch11.sec2;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec2.NativeSources.Tick;
import tandem.model.codec.Timestamps;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceEntry.Message;

/** Says what exercise 11.2.1 must give: a row for each record that the source can give. */
final class SourceOracle {
  /** A field of a line: in quotes, or all up to the next comma. */
  private static final Pattern CSV_FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,\"]*)");

  private SourceOracle() {}

  /** All of it. */
  static List<ExpectedRow> all(Inputs inputs, Meaning meaning) {
    return rows(inputs.all(), inputs);
  }

  /** A socket has nobody to tell while the engine is down, and does not say it again. */
  static List<ExpectedRow> whileConnected(Inputs inputs, Meaning meaning) {
    int stop = (int) inputs.position(Action.STOP);
    int restart = (int) inputs.controls().get(1).position();
    List<ExpectedRow> rows = new ArrayList<>(rows(inputs.all().subList(0, stop), inputs));
    rows.addAll(rows(inputs.all().subList(restart, inputs.all().size()), inputs));
    return rows;
  }

  /**
   * A file's first part is read to its end, in the middle of a line; its rest comes when the path
   * has been read already. The second file is never completed.
   */
  static List<ExpectedRow> partial(Inputs inputs, Meaning meaning) {
    int first = (int) inputs.controls().get(0).position();
    int second = (int) inputs.controls().get(1).position();
    List<ExpectedRow> rows = new ArrayList<>(cut(inputs, 0, first));
    rows.addAll(cut(inputs, second, inputs.all().size()));
    return rows;
  }

  private static List<ExpectedRow> cut(Inputs inputs, int from, int to) {
    List<ExpectedRow> rows = new ArrayList<>(rows(inputs.all().subList(from, to - 1), inputs));
    Message last = inputs.all().get(to - 1).message();
    String half =
        new String(Arrays.copyOf(last.value(), last.value().length / 2), StandardCharsets.UTF_8);
    rows.add(
        new ExpectedRow(DeadLetter.OUTPUT, new DeadLetter(half, "malformed_json"), last.index()));
    return rows;
  }

  private static List<ExpectedRow> rows(List<Input> read, Inputs inputs) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : read) {
      rows.add(
          input.defect() != null
              ? inputs.deadLetter(input)
              : new ExpectedRow(Variant.RESULT, input.evento(), input.message().index()));
    }
    return rows;
  }

  /** Numbers in a row; no record of the trace makes them. */
  static List<ExpectedRow> ticks(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (long i = 0; i < 3_000; i++) {
      rows.add(new ExpectedRow(Variant.RESULT, new Tick(Instant.now(), i), -1));
    }
    return rows;
  }

  /** Lines of six fields. */
  static List<ExpectedRow> csv(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (Input input : inputs.all()) {
      Message message = input.message();
      List<String> fields = fields(new String(message.value(), StandardCharsets.UTF_8));
      String defect = defect(fields);
      rows.add(
          defect != null
              ? Inputs.deadLetterOf(message, defect)
              : new ExpectedRow(Variant.RESULT, evento(fields), message.index()));
    }
    return rows;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher field = CSV_FIELD.matcher(line);
    int at = 0;
    while (at <= line.length() && field.region(at, line.length()).lookingAt()) {
      String quoted = field.group(1);
      String plain = field.group(2);
      fields.add(quoted != null ? quoted.replace("\"\"", "\"") : plain.isEmpty() ? null : plain);
      at = field.end() + 1;
    }
    return fields;
  }

  private static String defect(List<String> fields) {
    if (fields.size() != 6) {
      return "malformed_csv";
    }
    if (fields.get(3) != null && !fields.get(3).matches("[-0-9.eE+]*[0-9]")) {
      return "wrong_type:monto";
    }
    if (fields.get(4) != null && instant(fields.get(4)) == null) {
      return "wrong_type:timestamp";
    }
    if (fields.get(0) == null) {
      return "missing_field:evento_id";
    }
    if (fields.get(1) == null) {
      return "missing_field:user_id";
    }
    return fields.get(4) == null ? "missing_field:timestamp" : null;
  }

  private static Evento evento(List<String> fields) {
    Double monto = fields.get(3) == null ? null : (Double) Double.parseDouble(fields.get(3));
    return new Evento(
        fields.get(0), fields.get(1), fields.get(2), monto, instant(fields.get(4)), fields.get(5));
  }

  private static Instant instant(String text) {
    try {
      return Timestamps.parse(text);
    } catch (DateTimeException notATimestamp) {
      return null;
    }
  }
}
