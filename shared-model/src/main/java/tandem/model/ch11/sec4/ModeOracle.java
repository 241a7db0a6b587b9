package tandem.model.ch11.sec4;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec4.WatermarkAndOutputMode.Conteo;
import tandem.model.ch11.sec4.WatermarkAndOutputMode.Mode;
import tandem.model.ch11.sec4.WatermarkAndOutputMode.Query;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.parity.Oracle;
import tandem.model.trace.TraceEntry.Control;

/**
 * Says what a combination of exercise 11.4.3 must give. Events are listed for each region, or
 * region and minute, and rows are read off the lists: in append mode at the record that makes a
 * list final, and none where no list ever is; in update mode at each record; in complete mode all
 * lists after each micro-batch, or each record.
 */
record ModeOracle(Query query) implements Oracle {

  @Override
  public List<ExpectedRow> expected(Inputs inputs, Meaning meaning) {
    List<ExpectedRow> rows = new ArrayList<>(inputs.deadLetters());
    switch (query.mode()) {
      case APPEND -> finalRows(inputs, meaning, rows);
      case UPDATE -> changes(inputs, meaning, rows);
      case COMPLETE -> tables(inputs, meaning, rows);
    }
    return rows;
  }

  /** Lists that have begun and that nothing has closed. */
  long liveEntriesAt(Inputs all, long position, Meaning meaning) {
    Inputs inputs = all.upTo(position);
    long[] watermarks = watermarks(inputs, meaning);
    long last = watermarks[watermarks.length - 1];
    return groups(inputs, watermarks).keySet().stream()
        .filter(group -> !closes() || group.end() > last)
        .count();
  }

  private void finalRows(Inputs inputs, Meaning meaning, List<ExpectedRow> rows) {
    if (!query.hasFinalRows()) {
      return;
    }
    long[] watermarks = watermarks(inputs, meaning);
    groups(inputs, watermarks)
        .forEach(
            (group, members) -> {
              int cause = first(watermarks, watermark -> watermark >= group.end()) - 1;
              if (cause >= 0) {
                rows.add(new ExpectedRow(Variant.RESULT, row(group, members.size()), cause));
              }
            });
  }

  private void changes(Inputs inputs, Meaning meaning, List<ExpectedRow> rows) {
    groups(inputs, watermarks(inputs, meaning))
        .forEach(
            (group, members) -> {
              for (int i = 0; i < members.size(); i++) {
                long cause = members.get(i).message().index();
                rows.add(new ExpectedRow(Variant.RESULT, row(group, i + 1L), cause));
              }
            });
  }

  private void tables(Inputs inputs, Meaning meaning, List<ExpectedRow> rows) {
    for (int position : looks(inputs, meaning)) {
      Inputs sofar = inputs.upTo(position);
      groups(sofar, watermarks(sofar, meaning))
          .forEach(
              (group, members) ->
                  rows.add(
                      new ExpectedRow(Variant.RESULT, row(group, members.size()), position - 1L)));
    }
  }

  /** Numbers of records after which the table is given. */
  private static Iterable<Integer> looks(Inputs inputs, Meaning meaning) {
    TreeSet<Integer> looks = new TreeSet<>();
    if (meaning.updates() == Meaning.Updates.PER_INPUT) {
      inputs.accepted().forEach(input -> looks.add((int) input.message().index() + 1));
    } else {
      // what is sent between two controls is one batch
      inputs.controls().stream().map(Control::position).forEach(at -> looks.add(at.intValue()));
      looks.add(inputs.all().size());
      looks.remove(0);
    }
    return looks;
  }

  /** Whether the watermark closes lists: a whole table must keep all of them. */
  private boolean closes() {
    return query.hasFinalRows() && query.mode() != Mode.COMPLETE;
  }

  private static long[] watermarks(Inputs inputs, Meaning meaning) {
    return inputs.watermarks(WatermarkAndOutputMode.DELAY, meaning.watermark());
  }

  /** The events of each list, without those that came when it had been closed. */
  private Map<Group, List<Input>> groups(Inputs inputs, long[] watermarks) {
    Map<Group, List<Input>> groups = new LinkedHashMap<>();
    for (Input input : inputs.accepted()) {
      String region = input.evento().region();
      Group group = new Group(start(input.millis()), region == null ? "desconocida" : region);
      long before = watermarks[(int) input.message().index()];
      if (!closes() || before < group.end()) {
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(input);
      }
    }
    return groups;
  }

  private Long start(long millis) {
    long minute = WatermarkAndOutputMode.WINDOW.toMillis();
    return query.window() ? (Long) (Math.floorDiv(millis, minute) * minute) : null;
  }

  private static int first(long[] values, LongPredicate wanted) {
    for (int i = 0; i < values.length; i++) {
      if (wanted.test(values[i])) {
        return i;
      }
    }
    return -1;
  }

  private static Conteo row(Group group, long count) {
    return group.start() == null
        ? new Conteo(null, null, group.region(), count)
        : new Conteo(
            Instant.ofEpochMilli(group.start()),
            Instant.ofEpochMilli(group.end()),
            group.region(),
            count);
  }

  /**
   * What is counted together.
   *
   * @param start of its minute, event-time milliseconds; null where there is one count for ever
   */
  private record Group(Long start, String region) {
    long end() {
      return start + WatermarkAndOutputMode.WINDOW.toMillis();
    }
  }
}
