package tandem.harness.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import tandem.harness.result.CrashResult.Slice;
import tandem.harness.result.LatencyHistogram;

/** How the outage of an engine looked to a reader downstream. All instants are microseconds. */
final class Outage {
  private static final long SECOND = 1_000_000;
  private static final double USUAL = 99;

  /** Stands for the instant at which a row became visible that never did. */
  static final long NEVER = Long.MAX_VALUE;

  private final List<Seen> rows;
  private final long killed;

  /**
   * An input whose rows are expected.
   *
   * @param due when it was due by the schedule
   * @param visible when the last of its rows became visible first, or {@link #NEVER}
   */
  record Seen(long due, long visible) {}

  /**
   * An outage.
   *
   * @param rows all that are expected
   * @param killed when the engine was killed
   */
  Outage(List<Seen> rows, long killed) {
    this.rows = rows.stream().sorted(Comparator.comparingLong(Seen::due)).toList();
    this.killed = killed;
  }

  /**
   * The 99th percentile of the latencies before the kill, or null where there are none.
   *
   * @param from the first instant of the schedule that counts
   */
  Long usualLatency(long from) {
    LatencyHistogram before = new LatencyHistogram();
    rows.stream()
        .filter(row -> row.due() >= from && row.visible() < killed)
        .forEach(row -> before.recordMicros(row.visible() - row.due()));
    return before.samples() == 0 ? null : (Long) Math.round(before.valueAtMs(USUAL) * 1_000);
  }

  /**
   * The first instant after the outage at which every row was visible that had been due for as long
   * as the usual latency.
   *
   * @param firstRow when the outage ended for the first row
   * @param usual latency that a row may have without being late
   * @return null if there was none
   */
  Long caughtUp(long firstRow, long usual) {
    long[] visibleUpTo = new long[rows.size()];
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < visibleUpTo.length; i++) {
      latest = Math.max(latest, rows.get(i).visible());
      visibleUpTo[i] = latest;
    }
    return candidates(firstRow).stream()
        .filter(
            instant -> {
              int owed = dueBy(instant - usual);
              return owed == 0 || visibleUpTo[owed - 1] <= instant;
            })
        .findFirst()
        .orElse(null);
  }

  /**
   * Latencies by the second in which the input was due; what never came is not among them.
   *
   * @param origin where the seconds are counted from
   */
  List<Slice> overTime(long origin) {
    TreeMap<Long, LatencyHistogram> seconds = new TreeMap<>();
    for (Seen row : rows) {
      if (row.visible() != NEVER) {
        seconds
            .computeIfAbsent(
                Math.floorDiv(row.due() - origin, SECOND), second -> new LatencyHistogram())
            .recordMicros(row.visible() - row.due());
      }
    }
    List<Slice> slices = new ArrayList<>();
    seconds.forEach(
        (second, latencies) ->
            slices.add(
                new Slice(
                    second,
                    latencies.valueAtMs(50),
                    latencies.valueAtMs(100),
                    latencies.samples())));
    return slices;
  }

  /** Rows that were visible before they were due: the clocks are wrong. */
  long negative() {
    return rows.stream().filter(row -> row.visible() < row.due()).count();
  }

  /** A backlog can only end with a row: instants at which one became visible, in order. */
  private List<Long> candidates(long firstRow) {
    return rows.stream()
        .map(Seen::visible)
        .filter(instant -> instant >= firstRow && instant != NEVER)
        .distinct()
        .sorted()
        .toList();
  }

  /** Number of rows due at an instant. */
  private int dueBy(long instant) {
    int from = 0;
    int to = rows.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (rows.get(middle).due() <= instant) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
