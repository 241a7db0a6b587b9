package tandem.model.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The parts of a record's way from its scheduled instant to a reader of its row, in order. */
public enum Stage {
  /** From the scheduled instant until the broker has acknowledged the record. */
  PRODUCE,
  /** In Kafka, until the engine begins the work that takes the record up. */
  WAIT,
  /** Spark asks Kafka how far the micro-batch shall reach. */
  OFFSETS,
  /** Spark writes down what the micro-batch will hold. */
  LOG,
  /** Spark plans the micro-batch. */
  PLANNING,
  /** Spark makes a job of the plan. */
  PREPARATION,
  /** The job waits for its first task to be launched. */
  SCHEDULING,
  /** A task of Spark reads, works and writes, until the broker has the row. */
  TASK,
  /** From the moment when the record is taken up to that when its row is given to a producer. */
  PROCESSING,
  /** In the producer and on its way, until the broker has the row. */
  SINK,
  /** All between acknowledgement and row, of an engine that does not say more. */
  ENGINE,
  /**
   * In the broker, until a reader has the row: where rows are in transactions, until the commit.
   */
  VISIBLE;

  /** The name in results. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the engine works on the record, as opposed to the record waiting or travelling. */
  public boolean ofEngine() {
    return compareTo(WAIT) > 0 && compareTo(VISIBLE) < 0;
  }
}
