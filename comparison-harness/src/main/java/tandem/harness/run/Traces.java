package tandem.harness.run;

import java.nio.file.Path;
import java.util.Map;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Variant;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Makes traces, each once. */
public final class Traces {
  private final Path directory;
  private final Map<String, Trace> made = new java.util.LinkedHashMap<>();

  public Traces(Path directory) {
    this.directory = directory;
  }

  /** The trace of a variant that fits a request. */
  public Trace get(Exercise exercise, Variant variant, TraceRequest request) {
    // a file of its own for every request: a warm-up's drain is not the measured one
    String name = exercise.id() + "-" + variant.name() + "-" + made.size() + ".trace";
    return made.computeIfAbsent(
        exercise.id() + " " + variant.name() + " " + request,
        key -> generate(exercise, variant, request, directory.resolve(name)));
  }

  /** All traces that were made. */
  public java.util.Collection<Trace> all() {
    return made.values();
  }

  /** Writes a trace to a file. */
  public static Trace generate(
      Exercise exercise, Variant variant, TraceRequest request, Path file) {
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            exercise.id(),
            variant.name(),
            request,
            variant.inputs(),
            request.partitions(),
            variant.replaySpeed(),
            request.leadIn(),
            request.measured());
    try (TraceWriter out = new TraceWriter(file, header)) {
      variant.traffic().write(request, out);
    }
    return Trace.open(file);
  }
}
