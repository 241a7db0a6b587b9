package tandem.model.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A named setting of an engine's execution: how often it starts work and how often it makes it
 * durable. The name says it all: {@code every=500ms} on Spark, {@code buffer=10ms,exactly-once=1s}
 * on Flink.
 *
 * @param name the name in results and on the command line
 * @param trigger what starts work
 * @param interval Spark: time between the starts of micro-batches, or between the checkpoints of
 *     continuous and real-time processing; zero where there is none
 * @param checkpoint time between checkpoints; zero where each batch is one
 * @param buffer Flink: the longest time that a record waits in an output buffer; null leaves it to
 *     the profile
 * @param guarantee what the Kafka sink promises (Spark's is at-least-once always)
 */
public record Gear(
    String name,
    Trigger trigger,
    Duration interval,
    Duration checkpoint,
    Duration buffer,
    Guarantee guarantee) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Pattern PART = Pattern.compile("([a-z-]+)(?:=(?:(\\d{1,6})(ms|s|m)|(0)))?");

  /** What Spark can be told, for people. */
  public static final String SPARK_GEARS =
      "asap, every=100ms (any time), continuous=1s, realtime=5m, available-now, once";

  /** What Flink can be told, for people. */
  public static final String FLINK_GEARS =
      "at-least-once or exactly-once, with a checkpoint interval (exactly-once=10s) and "
          + "buffer=10ms if wanted, joined by a comma";

  /** What starts work. */
  public enum Trigger {
    /** Each record by itself: Flink and the floor. */
    RECORD,
    /** A micro-batch as soon as the last has ended. */
    ASAP,
    /** A micro-batch at fixed intervals. */
    EVERY,
    /** Spark's continuous processing: map-like queries only. */
    CONTINUOUS,
    /** Spark's real-time mode: long batches, results as records arrive. */
    REAL_TIME,
    /** Spark: all there is, in batches, then the query ends. */
    AVAILABLE_NOW,
    /** Spark: all there is, in one batch whatever its size, then the query ends; deprecated. */
    ONCE
  }

  /** Delivery guarantee of a sink. */
  public enum Guarantee {
    /** Of a job whose memory is ahead of its sink; no gear asks for it. */
    AT_MOST_ONCE,
    AT_LEAST_ONCE,
    EXACTLY_ONCE
  }

  /**
   * Each engine's gear when none is named: Spark {@code asap}, Flink at-least-once with a
   * checkpoint each second.
   */
  public static Gear standard(Engine engine) {
    return switch (engine) {
      case SPARK -> parse(engine, "asap");
      case FLINK -> parse(engine, "at-least-once");
      case FLOOR -> parse(engine, "floor");
    };
  }

  /**
   * The gear of a name.
   *
   * @throws IllegalArgumentException if the engine has none of that name; the message says which it
   *     has
   */
  public static Gear parse(Engine engine, String name) {
    return switch (engine) {
      case SPARK -> spark(name);
      case FLINK -> flink(name);
      case FLOOR -> {
        if (!name.equals("floor")) {
          throw unknown("the floor", name, "floor");
        }
        yield new Gear(name, Trigger.RECORD, Duration.ZERO, SECOND, null, Guarantee.AT_LEAST_ONCE);
      }
    };
  }

  /** Whether it works off what is there and ends, so that traffic has to be there before it. */
  public boolean endsByItself() {
    return endsByItself(trigger);
  }

  private static boolean endsByItself(Trigger trigger) {
    return trigger == Trigger.AVAILABLE_NOW || trigger == Trigger.ONCE;
  }

  private static Gear spark(String name) {
    Matcher part = PART.matcher(name);
    Duration time = part.matches() ? time(part) : null;
    Trigger trigger =
        switch (part.matches() ? part.group(1) : "") {
          case "asap" -> Trigger.ASAP;
          case "every" -> Trigger.EVERY;
          case "continuous" -> Trigger.CONTINUOUS;
          case "realtime" -> Trigger.REAL_TIME;
          case "available-now" -> Trigger.AVAILABLE_NOW;
          case "once" -> Trigger.ONCE;
          default -> throw unknown("Spark", name, SPARK_GEARS);
        };
    boolean timeless = trigger == Trigger.ASAP || endsByItself(trigger);
    if (timeless != (time == null) || (time != null && time.isZero())) {
      throw unknown("Spark", name, SPARK_GEARS);
    }
    boolean batches = timeless || trigger == Trigger.EVERY;
    return new Gear(
        name,
        trigger,
        timeless ? Duration.ZERO : time,
        batches ? Duration.ZERO : time,
        null,
        Guarantee.AT_LEAST_ONCE);
  }

  private static Gear flink(String name) {
    Duration buffer = null;
    Duration checkpoint = SECOND;
    Guarantee guarantee = null;
    List<String> seen = new ArrayList<>();
    for (String text : name.split(",", -1)) {
      Matcher part = PART.matcher(text);
      if (!part.matches() || seen.contains(part.group(1))) {
        throw unknown("Flink", name, FLINK_GEARS);
      }
      seen.add(part.group(1));
      Duration time = time(part);
      switch (part.group(1)) {
        case "buffer" -> buffer = time;
        case "at-least-once" -> guarantee = Guarantee.AT_LEAST_ONCE;
        case "exactly-once" -> guarantee = Guarantee.EXACTLY_ONCE;
        default -> throw unknown("Flink", name, FLINK_GEARS);
      }
      boolean ofBuffer = part.group(1).equals("buffer");
      if (ofBuffer ? time == null : time != null && time.isZero()) {
        throw unknown("Flink", name, FLINK_GEARS);
      }
      checkpoint = ofBuffer || time == null ? checkpoint : time;
    }
    if (guarantee == null || seen.containsAll(List.of("at-least-once", "exactly-once"))) {
      throw unknown("Flink", name, FLINK_GEARS);
    }
    return new Gear(name, Trigger.RECORD, Duration.ZERO, checkpoint, buffer, guarantee);
  }

  private static Duration time(Matcher part) {
    if (part.group(4) != null) {
      return Duration.ZERO;
    }
    if (part.group(2) == null) {
      return null;
    }
    long number = Long.parseLong(part.group(2));
    return switch (part.group(3)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }

  private static IllegalArgumentException unknown(String engine, String name, String known) {
    return new IllegalArgumentException(engine + " has no gear '" + name + "'; it has: " + known);
  }
}
