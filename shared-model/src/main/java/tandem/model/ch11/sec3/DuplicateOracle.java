package tandem.model.ch11.sec3;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.trace.TraceEntry.Action;

/**
 * Says what exercise 11.3.4 must give: of all events that are one and the same, the first to
 * arrive. What counts as the same, and which events take part, is what the variants differ in.
 */
final class DuplicateOracle {
  private static final long DELAY_MILLIS = Deduplication.DELAY.toMillis();

  private DuplicateOracle() {}

  /** An id is known for ever. */
  static List<ExpectedRow> forEver(Inputs inputs, Meaning meaning) {
    return rows(inputs, firsts(inputs.accepted(), DuplicateOracle::id));
  }

  /** What the watermark has passed is dropped; the same is what has the same id and time. */
  static List<ExpectedRow> byIdAndTime(Inputs inputs, Meaning meaning) {
    return rows(inputs, firstsByIdAndTime(inputs, watermarks(inputs, meaning)));
  }

  /**
   * What the watermark has passed is dropped; an id is known until the watermark is the delay past
   * the time of the event that brought it.
   */
  static List<ExpectedRow> withinDelay(Inputs inputs, Meaning meaning) {
    return rows(inputs, firstsWithinDelay(inputs, watermarks(inputs, meaning)));
  }

  /** An id is forgotten in the silence between two bursts. */
  static List<ExpectedRow> oncePerBurst(Inputs inputs, Meaning meaning) {
    return rows(inputs, firsts(inputs.accepted(), input -> burst(inputs, input) + " " + id(input)));
  }

  /** Ids seen. */
  static long ids(Inputs all, long position, Meaning meaning) {
    return firsts(all.upTo(position).accepted(), DuplicateOracle::id).size();
  }

  /** Ids with times that the watermark has not passed. */
  static long idsAndTimes(Inputs all, long position, Meaning meaning) {
    Inputs inputs = all.upTo(position);
    Watermarks watermarks = watermarks(inputs, meaning);
    return firstsByIdAndTime(inputs, watermarks).stream()
        .filter(input -> input.millis() > watermarks.last())
        .count();
  }

  /** Ids that are known still. */
  static long idsWithinDelay(Inputs all, long position, Meaning meaning) {
    Inputs inputs = all.upTo(position);
    Watermarks watermarks = watermarks(inputs, meaning);
    return firstsWithinDelay(inputs, watermarks).stream()
        .filter(input -> input.millis() + DELAY_MILLIS > watermarks.last())
        .count();
  }

  private static List<Input> firstsByIdAndTime(Inputs inputs, Watermarks watermarks) {
    return firsts(inTime(inputs, watermarks), input -> id(input) + " " + input.millis());
  }

  private static List<Input> firstsWithinDelay(Inputs inputs, Watermarks watermarks) {
    List<Input> firsts = new ArrayList<>();
    for (List<Input> same : same(inTime(inputs, watermarks), DuplicateOracle::id)) {
      Input first = null;
      for (Input input : same) {
        boolean known = first != null && first.millis() + DELAY_MILLIS > watermarks.before(input);
        if (!known) {
          first = input;
          firsts.add(first);
        }
      }
    }
    return firsts;
  }

  private static List<Input> inTime(Inputs inputs, Watermarks watermarks) {
    return inputs.accepted().stream()
        .filter(input -> input.millis() > watermarks.before(input))
        .toList();
  }

  private static List<Input> firsts(List<Input> inputs, Function<Input, String> identity) {
    return same(inputs, identity).stream().map(same -> same.get(0)).toList();
  }

  /** The inputs that are one and the same, each group in the order of arrival. */
  private static List<List<Input>> same(List<Input> inputs, Function<Input, String> identity) {
    Map<String, List<Input>> groups = new LinkedHashMap<>();
    for (Input input : inputs) {
      groups.computeIfAbsent(identity.apply(input), same -> new ArrayList<>()).add(input);
    }
    return List.copyOf(groups.values());
  }

  private static List<ExpectedRow> rows(Inputs inputs, List<Input> firsts) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    for (Input first : firsts) {
      rows.add(new ExpectedRow(Variant.RESULT, first.evento(), first.message().index()));
    }
    return rows;
  }

  private static long burst(Inputs inputs, Input input) {
    return inputs.controls().stream()
        .filter(control -> control.action() == Action.BARRIER)
        .filter(control -> control.position() <= input.message().index())
        .count();
  }

  private static String id(Input input) {
    return input.evento().eventoId();
  }

  private static Watermarks watermarks(Inputs inputs, Meaning meaning) {
    return new Watermarks(inputs, Deduplication.DELAY, meaning.watermark());
  }
}
