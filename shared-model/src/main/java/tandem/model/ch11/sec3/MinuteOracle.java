package tandem.model.ch11.sec3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.ArbitraryState.PorMinuto;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;

/**
 * Says what each user's minutes of exercise 11.3.3 must give: an event counts for its minute unless
 * the watermark had already passed the minute's end, and a minute that it passes later gives its
 * row.
 */
final class MinuteOracle {
  private MinuteOracle() {}

  /** A user's minute by its end, event-time milliseconds. */
  private record Minute(String user, long end) {}

  static List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    Watermarks watermarks = watermarks(inputs, meaning);
    minutes(inputs, watermarks)
        .forEach(
            (minute, events) -> {
              int cause = watermarks.firstToReach(minute.end());
              if (cause >= 0) {
                rows.add(new ExpectedRow(Variant.RESULT, row(minute, events), cause));
              }
            });
    return rows;
  }

  /** Minutes that have begun and that the watermark has not passed. */
  static long open(Inputs all, long position, Meaning meaning) {
    Inputs inputs = all.upTo(position);
    Watermarks watermarks = watermarks(inputs, meaning);
    return minutes(inputs, watermarks).keySet().stream()
        .filter(minute -> minute.end() > watermarks.last())
        .count();
  }

  private static Watermarks watermarks(Inputs inputs, Meaning meaning) {
    return new Watermarks(inputs, ArbitraryState.DELAY, meaning.watermark());
  }

  private static Map<Minute, List<Input>> minutes(Inputs inputs, Watermarks watermarks) {
    Map<Minute, List<Input>> minutes = new LinkedHashMap<>();
    long length = ArbitraryState.MINUTE.toMillis();
    for (Input input : inputs.accepted()) {
      long end = (Math.floorDiv(input.millis(), length) + 1) * length;
      if (watermarks.before(input) < end) {
        minutes
            .computeIfAbsent(new Minute(input.evento().userId(), end), m -> new ArrayList<>())
            .add(input);
      }
    }
    return minutes;
  }

  private static PorMinuto row(Minute minute, List<Input> events) {
    double sum =
        events.stream()
            .map(event -> event.evento().monto())
            .filter(java.util.Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sum();
    Instant start = Instant.ofEpochMilli(minute.end()).minus(ArbitraryState.MINUTE);
    return new PorMinuto(minute.user(), start, events.size(), sum);
  }
}
