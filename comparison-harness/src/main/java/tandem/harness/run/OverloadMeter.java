package tandem.harness.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import tandem.harness.collect.Collector;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.OverloadMeasures;
import tandem.harness.result.OverloadMeasures.Moment;
import tandem.harness.result.OverloadMeasures.Part;
import tandem.harness.result.OverloadMeasures.Period;
import tandem.model.catalog.Overload;
import tandem.model.parity.ParityResult;
import tandem.model.run.EngineEvent;
import tandem.model.run.EngineEvent.Progress;

/**
 * Puts an overload on one axis of time: what was due, what had a row, and what the engine said of
 * its batches and threads meanwhile. Progress is counted at the sink: an offset that was read is
 * not yet work that was done.
 */
final class OverloadMeter {
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double LEAST_SLOT_SECONDS = 0.25;
  private static final int MOST_SLOTS = 240;

  /** A backlog of less than this much normal traffic is none. */
  private static final double NO_BACKLOG_SECONDS = 0.1;

  private final Schedule schedule;
  private final Rows rows;
  private final long[] due;
  private final long[] done;

  /**
   * When what was to be sent.
   *
   * @param fromMicros start of the measured part, microseconds since the epoch
   * @param peakFromMicros start of the peak
   * @param peakToMicros end of the peak
   * @param toMicros end of the measured part
   * @param normalPerSecond rate before and after the peak
   * @param peakPerSecond rate in the peak
   */
  record Schedule(
      long fromMicros,
      long peakFromMicros,
      long peakToMicros,
      long toMicros,
      double normalPerSecond,
      double peakPerSecond) {

    /** The schedule of an overload at a normal rate. */
    static Schedule of(
        Overload overload, long fromMicros, java.time.Duration measured, double normalPerSecond) {
      return new Schedule(
          fromMicros,
          fromMicros + overload.peakFrom(measured).toNanos() / 1_000,
          fromMicros + overload.peakTo(measured).toNanos() / 1_000,
          fromMicros + measured.toNanos() / 1_000,
          normalPerSecond,
          normalPerSecond * overload.factor());
    }

    private double seconds(long micros) {
      return (micros - fromMicros) / MICROS_PER_SECOND;
    }
  }

  /**
   * What became of each record, microseconds since the epoch.
   *
   * @param due when it was due
   * @param done when the broker had its row; {@link #NEVER} without one
   * @param visible when a reader had it, likewise
   */
  @SuppressWarnings("ArrayRecordComponent") // identity is enough
  record Rows(long[] due, long[] done, long[] visible) {
    static final long NEVER = Long.MAX_VALUE;

    /** Of the records of a phase that were sent. */
    static Rows of(Phase phase) {
      int records = Math.toIntExact(phase.sent().sent());
      long[] due = LongStream.range(0, records).map(phase.sent()::dueMicros).toArray();
      long[] done = new long[records];
      long[] visible = new long[records];
      Arrays.fill(done, NEVER);
      Arrays.fill(visible, NEVER);
      for (ParityResult.Match match : phase.parity().matches()) {
        Collector.Row row = phase.rows().get(match.observed());
        done[(int) match.cause()] = row.appendedMillis() * 1_000;
        visible[(int) match.cause()] = row.visibleMicros();
      }
      return new Rows(due, done, visible);
    }
  }

  private OverloadMeter(Schedule schedule, Rows rows) {
    this.schedule = schedule;
    this.rows = rows;
    this.due = LongStream.of(rows.due()).sorted().toArray();
    this.done = LongStream.of(rows.done()).sorted().toArray();
  }

  /** Measures. */
  static OverloadMeasures measure(Schedule schedule, Rows rows, List<Progress> progress) {
    return new OverloadMeter(schedule, rows).measure(progress);
  }

  private OverloadMeasures measure(List<Progress> progress) {
    List<Moment> moments = moments(progress);
    double peakFrom = schedule.seconds(schedule.peakFromMicros());
    double peakTo = schedule.seconds(schedule.peakToMicros());
    double usual = usualLag(moments, peakFrom);
    Double caughtUp =
        moments.stream()
            .filter(moment -> moment.atSeconds() >= peakTo && moment.lag() <= usual)
            .map(Moment::atSeconds)
            .findFirst()
            .orElse(null);
    long middle = (schedule.peakFromMicros() + schedule.peakToMicros()) / 2;
    long atEnd = lagAt(schedule.peakToMicros());
    boolean overloaded = atEnd > 2 * usual && atEnd > lagAt(middle);
    return new OverloadMeasures(
        schedule.normalPerSecond(),
        schedule.peakPerSecond(),
        peakFrom,
        peakTo,
        overloaded,
        caughtUp != null,
        caughtUp == null ? null : (Double) (caughtUp - peakTo),
        workingRate(schedule.seconds(middle), caughtUp),
        moments.stream().mapToLong(Moment::lag).max().orElse(0),
        BatchCurve.of(schedule, progress),
        periods(),
        moments);
  }

  /** The most that is waiting while all goes well. */
  private double usualLag(List<Moment> moments, double peakFrom) {
    double most =
        moments.stream()
            .filter(moment -> moment.atSeconds() < peakFrom)
            .mapToDouble(Moment::lag)
            .max()
            .orElse(0);
    return Math.max(most, NO_BACKLOG_SECONDS * schedule.normalPerSecond());
  }

  /** Rows a second from one instant to another, or to the last row. */
  private Double workingRate(double fromSeconds, Double toSeconds) {
    long from = schedule.fromMicros() + (long) (fromSeconds * MICROS_PER_SECOND);
    long to =
        toSeconds == null
            ? lastDone()
            : schedule.fromMicros() + (long) (toSeconds * MICROS_PER_SECOND);
    return to <= from
        ? null
        : (Double) ((upTo(done, to) - upTo(done, from)) * MICROS_PER_SECOND / (to - from));
  }

  private List<Moment> moments(List<Progress> progress) {
    long end = Math.max(schedule.toMicros(), lastDone());
    double whole = schedule.seconds(end);
    long slot = (long) (Math.max(LEAST_SLOT_SECONDS, whole / MOST_SLOTS) * MICROS_PER_SECOND);
    List<Moment> moments = new ArrayList<>();
    for (long from = schedule.fromMicros(); from < end; from += slot) {
      long to = from + slot;
      double seconds = slot / MICROS_PER_SECOND;
      moments.add(
          new Moment(
              schedule.seconds(to),
              (upTo(due, to) - upTo(due, from)) / seconds,
              (upTo(done, to) - upTo(done, from)) / seconds,
              lagAt(to),
              mean(progress, from, to, EngineEvent.Load::busy),
              mean(progress, from, to, EngineEvent.Load::backPressured)));
    }
    return moments;
  }

  private static Double mean(
      List<Progress> progress, long from, long to, ToDoubleFunction<EngineEvent.Load> share) {
    var mean =
        progress.stream()
            .filter(report -> micros(report.at()) > from && micros(report.at()) <= to)
            .map(Progress::load)
            .filter(Objects::nonNull)
            .mapToDouble(share)
            .average();
    return mean.isPresent() ? (Double) mean.getAsDouble() : null;
  }

  private List<Period> periods() {
    return List.of(
        period(Part.BEFORE, schedule.fromMicros(), schedule.peakFromMicros()),
        period(Part.PEAK, schedule.peakFromMicros(), schedule.peakToMicros()),
        period(Part.AFTER, schedule.peakToMicros(), schedule.toMicros()));
  }

  private Period period(Part part, long from, long to) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int i = 0; i < rows.due().length; i++) {
      boolean within = rows.due()[i] >= from && rows.due()[i] < to;
      if (within && rows.visible()[i] != Rows.NEVER) {
        histogram.recordMicros(rows.visible()[i] - rows.due()[i]);
      }
    }
    var percentiles = histogram.summary().percentiles();
    return new Period(part, histogram.samples(), percentiles.get("p50"), percentiles.get("p99"));
  }

  /** The broker's clock has whole milliseconds: a row can seem done just before it was due. */
  private long lagAt(long micros) {
    return Math.max(0, upTo(due, micros) - upTo(done, micros));
  }

  private long lastDone() {
    int last = upTo(done, Rows.NEVER - 1);
    return last == 0 ? schedule.fromMicros() : done[last - 1];
  }

  /** How many of the sorted instants are at or before one. */
  private static int upTo(long[] sorted, long micros) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
