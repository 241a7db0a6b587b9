package tandem.model.run;

import java.time.Duration;

/**
 * A named setting of an engine's execution: how often it starts work and how often it makes it
 * durable.
 *
 * @param name the name in results and on the command line, such as {@code asap}
 * @param trigger Spark: time between the starts of micro-batches; zero starts each as soon as the
 *     last has ended
 * @param checkpoint Flink: time between checkpoints (Spark checkpoints with every batch)
 * @param guarantee what the Kafka sink promises (Spark's is at-least-once always)
 */
public record Gear(String name, Duration trigger, Duration checkpoint, Guarantee guarantee) {

  /** Delivery guarantee of a sink. */
  public enum Guarantee {
    AT_LEAST_ONCE,
    EXACTLY_ONCE
  }

  /**
   * Each engine's gear when none is named: Spark {@code asap}, Flink at-least-once with a
   * checkpoint each second.
   */
  public static Gear standard(Engine engine) {
    String name =
        engine == Engine.SPARK ? "asap" : engine == Engine.FLINK ? "at-least-once" : "floor";
    return new Gear(name, Duration.ZERO, Duration.ofSeconds(1), Guarantee.AT_LEAST_ONCE);
  }
}
