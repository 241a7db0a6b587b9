package tandem.harness.result;

import java.util.Locale;
import tandem.model.run.Engine;

/**
 * Says which latencies a histogram holds; also the stem of its files.
 *
 * @param exercise the course's number
 * @param variant name of the variant
 */
public record HistogramName(String exercise, String variant, Engine engine, Clock clock) {

  /** Where the end of a latency is taken. */
  public enum Clock {
    /** A reader downstream has the row. */
    END_TO_END("endToEnd"),
    /** The broker has appended the row. */
    BROKER("broker");

    private final String label;

    Clock(String label) {
      this.label = label;
    }

    /** The name in files and in {@code result.json}. */
    public String label() {
      return label;
    }
  }

  /** The stem of its files, such as {@code 11.3.2_tumbling_spark_endToEnd}. */
  public String stem() {
    return String.join("_", exercise, variant, engine.label(), clock.label());
  }

  /**
   * The name behind a stem.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static HistogramName ofStem(String stem) {
    String[] parts = stem.split("_", -1);
    if (parts.length == 4) {
      for (Clock clock : Clock.values()) {
        if (clock.label.equals(parts[3])) {
          Engine engine = Engine.valueOf(parts[2].toUpperCase(Locale.ROOT));
          return new HistogramName(parts[0], parts[1], engine, clock);
        }
      }
    }
    throw new IllegalArgumentException("'" + stem + "' names no histogram");
  }
}
