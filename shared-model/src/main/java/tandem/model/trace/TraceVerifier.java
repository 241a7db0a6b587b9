package tandem.model.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.WireInput;

/**
 * Checks that lateness is decidable in a trace: every record is clearly in time or clearly late, so
 * that engines with different ideas of a watermark must agree on it (docs/method.md, section 1).
 */
public final class TraceVerifier {
  private TraceVerifier() {}

  /** What is wrong with the trace, a line each; empty where it keeps the rules. */
  public static List<String> problems(Trace trace, Variant variant) {
    List<String> problems = new ArrayList<>();
    Inputs inputs = Inputs.of(trace);
    variant
        .watermarkDelay()
        .ifPresent(delay -> lateness(trace, inputs, events(inputs, variant), delay, problems));
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
    if (variant.watermarkDelay().isPresent() && spark != flink) {
      problems.add("the two meanings of a watermark give " + spark + " and " + flink + " rows");
    }
    return problems;
  }

  /** The accepted records, whatever their schema. */
  private static List<Event> events(Inputs inputs, Variant variant) {
    if (variant.wires().isEmpty()) {
      return inputs.accepted().stream()
          .map(input -> new Event(input.message(), input.millis()))
          .toList();
    }
    return inputs.wired(variant.wires()).stream()
        .filter(WireInput::accepted)
        .map(input -> new Event(input.message(), input.millis()))
        .toList();
  }

  private static void lateness(
      Trace trace, Inputs inputs, List<Event> events, Duration delay, List<String> problems) {
    int partitions = trace.header().partitions();
    List<String> topics = trace.header().topics();
    // a partition of each topic has a watermark of its own
    long[] maxima = new long[partitions * topics.size()];
    Arrays.fill(maxima, Long.MIN_VALUE);
    long barrier = -1;
    int next = 0;
    boolean afterBarrier = false;
    for (Event event : events) {
      while (next < inputs.controls().size()
          && inputs.controls().get(next).position() <= event.message().index()) {
        afterBarrier = true;
        barrier = inputs.controls().get(next++).position();
      }
      long greatest = Arrays.stream(maxima).max().orElseThrow();
      long least = Arrays.stream(maxima).min().orElseThrow();
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
      int slot =
          topics.indexOf(event.message().topic()) * partitions + event.message().partition();
      maxima[slot] = Math.max(maxima[slot], event.millis());
    }
  }

  /** An accepted record and its event time. */
  private record Event(TraceEntry.Message message, long millis) {}
}
