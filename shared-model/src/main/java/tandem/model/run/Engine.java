package tandem.model.run;

import java.util.Locale;

/**
 * A contender. The floor is no engine: a bare Kafka consumer and producer that applies the same
 * rule.
 */
public enum Engine {
  SPARK,
  FLINK,
  FLOOR;

  /** The name in files and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
