package tandem.model.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.catalog.WatermarkPolicy;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Dated;
import tandem.model.trace.TraceEntry.Action;

/**
 * Checks that lateness is decidable in a trace: every record is clearly in time or clearly late, so
 * that engines with different ideas of a watermark must agree on it (docs/method.md, section 1).
 */
public final class TraceVerifier {
  private static final Set<Action> WAITS =
      EnumSet.of(Action.BARRIER, Action.MEASURE, Action.STOP, Action.ARM);

  private TraceVerifier() {}

  /** What is wrong with the trace, a line each; empty where it keeps the rules. */
  public static List<String> problems(Trace trace, Variant variant) {
    List<String> problems = new ArrayList<>();
    Inputs inputs = Inputs.of(trace);
    List<Dated> events = inputs.dated(variant.wires());
    if (variant.exactLateness()) {
      for (Meaning.Watermark meaning : Meaning.Watermark.values()) {
        exactLateness(
            trace, inputs, events, variant.watermarkDelay().orElseThrow(), meaning, problems);
      }
    } else if (variant.watermarkDelay().isPresent()) {
      lateness(inputs, events, variant, problems);
    }
    long spark =
        variant.oracle().expected(inputs, Meaning.SPARK).stream()
            .map(ExpectedRow::row)
            .distinct()
            .count();
    long flink =
        variant.oracle().expected(inputs, Meaning.FLINK).stream()
            .map(ExpectedRow::row)
            .distinct()
            .count();
    if (variant.watermarkDelay().isPresent() && !variant.meaningsDiffer() && spark != flink) {
      problems.add("the two meanings of a watermark give " + spark + " and " + flink + " rows");
    }
    return problems;
  }

  private static void lateness(
      Inputs inputs, List<Dated> events, Variant variant, List<String> problems) {
    Duration delay = variant.watermarkDelay().orElseThrow();
    WatermarkPolicy policy = variant.watermarkPolicy();
    // what a watermark without delay would be at most, and at least
    long[] most =
        inputs.watermarks(events, Duration.ZERO, Meaning.Watermark.GLOBAL_MAXIMUM, policy);
    long[] sure =
        inputs.watermarks(events, Duration.ZERO, Meaning.Watermark.MINIMUM_PER_PARTITION, policy);
    long barrier = -1;
    int next = 0;
    boolean afterBarrier = false;
    for (Dated event : events) {
      while (next < inputs.controls().size()
          && inputs.controls().get(next).position() <= event.message().index()) {
        afterBarrier = true;
        barrier = inputs.controls().get(next++).position();
      }
      long greatest = most[(int) event.message().index()];
      long least = sure[(int) event.message().index()];
      boolean inTime =
          greatest == Long.MIN_VALUE || event.millis() >= greatest - delay.toMillis() / 2;
      boolean late =
          afterBarrier && least != Long.MIN_VALUE && event.millis() <= least - delay.toMillis();
      if (!inTime && !late) {
        problems.add(
            "record " + event.message().index() + " is neither clearly in time nor clearly late");
      }
      // late records stand directly after their barrier: the first record in time ends their place
      afterBarrier = afterBarrier && (late || event.message().index() == barrier);
    }
  }

  /**
   * Where lateness is what a trace shows, each meaning of a watermark is asked by itself, and what
   * is known of it where the replay waits. A record is in time if it is near enough to what goes
   * before it (on Flink that is its own partition: no record is later than those that it follows)
   * or if even the next wait's watermark has not passed it. Of any other the watermark must be
   * known exactly, the same from the last wait to the next: then its window alone decides.
   */
  private static void exactLateness(
      Trace trace,
      Inputs inputs,
      List<Dated> events,
      Duration delay,
      Meaning.Watermark meaning,
      List<String> problems) {
    long[] watermarks = inputs.watermarks(events, delay, meaning, WatermarkPolicy.MIN);
    List<Integer> waits =
        inputs.controls().stream()
            .filter(control -> WAITS.contains(control.action()))
            .map(control -> (int) control.position())
            .toList();
    long[] maxima = new long[trace.header().partitions()];
    Arrays.fill(maxima, Long.MIN_VALUE);
    for (Dated event : events) {
      long index = event.message().index();
      int last = waits.stream().filter(wait -> wait <= index).reduce(0, (a, b) -> b);
      int next =
          waits.stream().filter(wait -> wait > index).findFirst().orElse(watermarks.length - 1);
      int partition = event.message().partition();
      long ahead =
          meaning == Meaning.Watermark.GLOBAL_MAXIMUM
              ? Arrays.stream(maxima).max().orElseThrow()
              : maxima[partition];
      boolean near = ahead == Long.MIN_VALUE || event.millis() >= ahead - delay.toMillis() / 2;
      boolean inTime = near || event.millis() >= watermarks[next];
      if (!inTime && watermarks[last] != watermarks[next]) {
        problems.add("record " + index + " may be late or not, by " + meaning);
      }
      maxima[partition] = Math.max(maxima[partition], event.millis());
    }
  }
}
