package tandem.model.trace;

import java.time.Duration;
import java.util.List;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Variant;

/**
 * First line of a trace file.
 *
 * @param format {@link #FORMAT}
 * @param exercise catalogue id, or {@code recorded} for a user's own traffic
 * @param variant variant name, empty where recorded
 * @param request what it was made from; null where recorded
 * @param topics the input names, in the order in which records refer to them
 * @param partitions partitions of each topic
 * @param replaySpeed event-time seconds per wall second at replay
 * @param leadIn the part at the start that is not measured
 * @param measured the part after it that is
 */
public record TraceHeader(
    String format,
    String exercise,
    String variant,
    TraceRequest request,
    List<String> topics,
    int partitions,
    double replaySpeed,
    Duration leadIn,
    Duration measured) {

  /** Name and version of the file format. */
  public static final String FORMAT = "tandem-trace/1";

  /** The header of a generated trace. */
  public static TraceHeader of(Exercise exercise, Variant variant, TraceRequest request) {
    return new TraceHeader(
        FORMAT,
        exercise.id(),
        variant.name(),
        request,
        variant.inputs(),
        variant.inputPartitions().orElse(request.partitions()),
        variant.replaySpeed(),
        request.leadIn(),
        request.measured());
  }
}
