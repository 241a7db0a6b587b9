package tandem.model.ch11.sec3;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.trace.TraceEntry.Control;

/**
 * Says what counting events per user, or per user and stretch of event time, must give (exercises
 * 11.3.1 and 11.3.5): all events of each group are listed in their order, and a group's rows are
 * read off its list.
 *
 * @param span length of the stretches of event time; null where a user has one count for ever
 * @param delay of the watermark that closes stretches; null where nothing closes them
 * @param ends whether a stretch gives one row at its end instead of one with each event
 * @param forgets wall time after which a group that nobody has touched begins anew; null for never
 * @param row makes a row
 */
record CountOracle(Duration span, Duration delay, boolean ends, Duration forgets, Row row) {

  /** Makes a result row. */
  interface Row {
    Record of(String user, Instant start, long count);
  }

  /** One count a user, a row with each event. */
  static CountOracle running(Row row) {
    return new CountOracle(null, null, false, null, row);
  }

  /** One count a user and stretch, a row with each event; nothing is ever closed. */
  static CountOracle running(Duration span, Row row) {
    return new CountOracle(span, null, false, null, row);
  }

  /** The same where the watermark closes stretches. */
  CountOracle closedBehind(Duration watermarkDelay) {
    return new CountOracle(span, watermarkDelay, ends, forgets, row);
  }

  /** The same with one row a group, when the watermark has closed it. */
  CountOracle onceClosed() {
    return new CountOracle(span, delay, true, forgets, row);
  }

  /** The same where an untouched group is forgotten by the clock. */
  CountOracle forgettingAfter(Duration wallTime) {
    return new CountOracle(span, delay, ends, wallTime, row);
  }

  List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    Watermarks watermarks = watermarks(inputs, meaning);
    groups(inputs, watermarks)
        .forEach(
            (group, events) -> {
              Instant start = Instant.ofEpochMilli(group.start());
              if (ends) {
                int cause = watermarks.firstToReach(end(group));
                if (cause >= 0) {
                  rows.add(expected(row.of(group.user(), start, events.size()), cause));
                }
                return;
              }
              for (int i = 0; i < events.size(); i++) {
                long count = i + 1L - forgotten(inputs, events.subList(0, i + 1));
                long cause = events.get(i).message().index();
                rows.add(expected(row.of(group.user(), start, count), cause));
              }
            });
    return rows;
  }

  /** Groups that have begun and that nothing has closed. */
  long liveEntriesAt(Inputs all, long position, Meaning meaning) {
    Inputs inputs = all.upTo(position);
    Watermarks watermarks = watermarks(inputs, meaning);
    return groups(inputs, watermarks).keySet().stream()
        .filter(group -> watermarks == null || end(group) > watermarks.last())
        .count();
  }

  private static ExpectedRow expected(Record row, long cause) {
    return new ExpectedRow(Variant.RESULT, row, cause);
  }

  private Watermarks watermarks(Inputs inputs, Meaning meaning) {
    return delay == null ? null : new Watermarks(inputs, delay, meaning.watermark());
  }

  /** The events of each group, without those that came when it had been closed. */
  private Map<Group, List<Input>> groups(Inputs inputs, Watermarks watermarks) {
    Map<Group, List<Input>> groups = new LinkedHashMap<>();
    for (Input input : inputs.accepted()) {
      Group group = new Group(input.evento().userId(), start(input.millis()));
      if (watermarks == null || watermarks.before(input) < end(group)) {
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(input);
      }
    }
    return groups;
  }

  private long start(long millis) {
    return span == null ? 0 : Math.floorDiv(millis, span.toMillis()) * span.toMillis();
  }

  private long end(Group group) {
    return group.start() + span.toMillis();
  }

  /** How many of the events the last one does not count any more. */
  private long forgotten(Inputs inputs, List<Input> events) {
    if (forgets == null) {
      return 0;
    }
    for (int i = events.size() - 1; i > 0; i--) {
      if (silence(inputs, events.get(i - 1), events.get(i)) >= forgets.toNanos() / 1_000) {
        return i;
      }
    }
    return 0;
  }

  /**
   * Microseconds that pass between two records at least: the schedule starts again with each
   * control, and nobody knows how long it took to get there.
   */
  private static long silence(Inputs inputs, Input before, Input after) {
    return stretch(inputs, before) == stretch(inputs, after)
        ? after.message().offsetMicros() - before.message().offsetMicros()
        : after.message().offsetMicros();
  }

  private static long stretch(Inputs inputs, Input input) {
    return inputs.controls().stream()
        .map(Control::position)
        .filter(position -> position <= input.message().index())
        .count();
  }

  /**
   * A user's count.
   *
   * @param start of its stretch, event-time milliseconds; 0 where there is one count for ever
   */
  private record Group(String user, long start) {}
}
