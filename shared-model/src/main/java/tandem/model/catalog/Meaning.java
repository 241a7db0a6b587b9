package tandem.model.catalog;

/**
 * What an engine documents its words to mean, where the engines differ; an oracle is asked for one
 * meaning.
 *
 * @param watermark how the watermark follows from the event times
 * @param updates when an updating query emits
 */
public record Meaning(Watermark watermark, Updates updates) {

  /** How the watermark follows from the event times seen. */
  public enum Watermark {
    /**
     * Spark: the greatest event time over all partitions, minus the delay; moved between batches.
     */
    GLOBAL_MAXIMUM,
    /** Flink: the least over the partitions of each one's greatest event time, minus the delay. */
    MINIMUM_PER_PARTITION
  }

  /** When an updating query emits. */
  public enum Updates {
    PER_BATCH,
    PER_INPUT
  }

  /** The documented meaning of Spark Structured Streaming. */
  public static final Meaning SPARK = new Meaning(Watermark.GLOBAL_MAXIMUM, Updates.PER_BATCH);

  /** The documented meaning of Flink's DataStream API (also the floor's). */
  public static final Meaning FLINK =
      new Meaning(Watermark.MINIMUM_PER_PARTITION, Updates.PER_INPUT);
}
