package tandem.model.run;

import java.util.List;

/**
 * How neighbouring records of a partition went through an engine: by its own stamps, on the {@link
 * WallClock}.
 *
 * @param partition {@link EngineEvent#partitionKey} of the input
 * @param from offset of the first record
 * @param to offset behind the last
 * @param spans what was done, in order
 */
public record Passage(String partition, long from, long to, List<Span> spans) {

  /**
   * A stage of the way.
   *
   * @param beginMicros microseconds since the epoch
   * @param endMicros microseconds since the epoch
   */
  public record Span(Stage stage, long beginMicros, long endMicros) {}
}
