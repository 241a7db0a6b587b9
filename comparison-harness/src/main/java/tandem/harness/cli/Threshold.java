package tandem.harness.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.LatencyMeasures;
import tandem.harness.result.Measures;
import tandem.harness.result.Result;
import tandem.model.run.Engine;

/**
 * A condition that a run must keep, such as {@code flink.latency.p99<250ms} or {@code
 * spark.drain>50000}.
 *
 * @param text as given
 * @param less whether the value must be less than the limit
 */
record Threshold(String text, Engine engine, String figure, boolean less, double limit) {
  private static final Pattern FORM =
      Pattern.compile(
          "(spark|flink|floor)\\.(latency\\.p(?:50|90|99|999)|drain|cpu)([<>])([0-9.]+)(ms|s)?");

  static Threshold parse(String text) {
    Matcher parts = FORM.matcher(text.replace(" ", "").toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw new HarnessException(
          ExitCode.USAGE,
          "--fail-if '"
              + text
              + "' is not understood; give for instance 'flink.latency.p99<250ms' or 'spark.drain>50000'");
    }
    double limit = Double.parseDouble(parts.group(4)) * ("s".equals(parts.group(5)) ? 1_000 : 1);
    return new Threshold(
        text,
        Engine.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
        parts.group(2),
        parts.group(3).equals("<"),
        limit);
  }

  /** What breaks the condition; empty where it holds. A figure that was not measured breaks it. */
  Optional<String> failure(Result result) {
    for (ExerciseResult exercise : result.exercises()) {
      Measures measures = exercise.measures().get(engine);
      Double value = measures == null ? null : value(measures);
      boolean measured = value != null;
      boolean refused = exercise.unavailable().stream().anyMatch(u -> u.engine() == engine);
      if (!measured && !refused && exercise.comparison().isEmpty()) {
        continue;
      }
      if (!measured || (less ? value >= limit : value <= limit)) {
        return Optional.of(
            text + " does not hold for " + exercise.id() + " " + exercise.variant() + ": " + value);
      }
    }
    return Optional.empty();
  }

  private Double value(Measures measures) {
    if (figure.startsWith("latency.")) {
      LatencyMeasures latency = measures.latencyMs();
      return latency == null ? null : latency.endToEnd().at(figure.substring("latency.".length()));
    }
    Measures.Drain drain = measures.drain();
    return drain == null
        ? null
        : figure.equals("drain") ? drain.eventsPerSecond() : drain.cpuSecondsPerMillion();
  }
}
