package tandem.model.ch11.sec4;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.Watermarks;
import tandem.model.ch11.sec4.LateData.EventosPorMinuto;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.Oracle;

/**
 * Says what counting events per minute must give: an event counts for its minute unless the
 * watermark had reached the minute's end, and a minute whose end it reaches later gives its row.
 * Without a watermark each event gives a row.
 *
 * @param delay how far the watermark stays behind; null where there is none
 */
record MinuteCounts(Duration delay) implements Oracle {
  private static final long MINUTE = LateData.MINUTE.toMillis();

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    Watermarks watermarks = watermarks(inputs, meaning);
    minutes(inputs, watermarks)
        .forEach(
            (end, events) -> {
              if (watermarks == null) {
                for (int i = 0; i < events.size(); i++) {
                  rows.add(expected(end, i + 1L, events.get(i).message().index()));
                }
              } else if (watermarks.firstToReach(end) >= 0) {
                rows.add(expected(end, events.size(), watermarks.firstToReach(end)));
              }
            });
    return rows;
  }

  /** Minutes that have begun and whose end the watermark has not reached. */
  long liveEntriesAt(Inputs all, long position, Meaning meaning) {
    Inputs inputs = all.upTo(position);
    Watermarks watermarks = watermarks(inputs, meaning);
    return minutes(inputs, watermarks).keySet().stream()
        .filter(end -> watermarks == null || end > watermarks.last())
        .count();
  }

  /** Events that no minute takes, because they are too late for theirs. */
  List<Input> tooLate(Inputs inputs, Meaning meaning) {
    Watermarks watermarks = watermarks(inputs, meaning);
    return inputs.accepted().stream().filter(input -> late(input, watermarks)).toList();
  }

  private Watermarks watermarks(Inputs inputs, Meaning meaning) {
    return delay == null ? null : new Watermarks(inputs, delay, meaning.watermark());
  }

  /** The events of each minute, by its end. */
  private static Map<Long, List<Input>> minutes(Inputs inputs, Watermarks watermarks) {
    Map<Long, List<Input>> minutes = new TreeMap<>();
    for (Input input : inputs.accepted()) {
      if (!late(input, watermarks)) {
        minutes.computeIfAbsent(end(input), end -> new ArrayList<>()).add(input);
      }
    }
    return minutes;
  }

  private static boolean late(Input input, Watermarks watermarks) {
    return watermarks != null && watermarks.before(input) >= end(input);
  }

  private static long end(Input input) {
    return (Math.floorDiv(input.millis(), MINUTE) + 1) * MINUTE;
  }

  private static ExpectedRow expected(long end, long count, long cause) {
    Record row =
        new EventosPorMinuto(Instant.ofEpochMilli(end - MINUTE), Instant.ofEpochMilli(end), count);
    return new ExpectedRow(Variant.RESULT, row, cause);
  }
}
