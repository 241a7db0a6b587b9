package tandem.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Variant;
import tandem.model.event.Evento;
import tandem.model.parity.Inputs;
import tandem.model.trace.Purpose;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Makes the traces of a run, each once; or takes the one that was given. */
public final class Traces {
  private final Path directory;
  private final Optional<Trace> given;
  private final Map<String, Trace> made = new LinkedHashMap<>();
  private final Map<String, Trace> dropped = new LinkedHashMap<>();
  private int files;
  private final Map<String, Double> normalRates = new HashMap<>();

  /**
   * Traces.
   *
   * @param given a trace that takes the place of generated ones
   */
  public Traces(Path directory, Optional<Trace> given) {
    this.directory = directory;
    this.given = given;
  }

  /**
   * Whether there is a trace for a purpose: a given one serves its own; recorded traffic, which has
   * none, can be measured live and drained.
   */
  boolean serves(Purpose purpose) {
    return given.map(trace -> serves(trace, purpose)).orElse(true);
  }

  private static boolean serves(Trace trace, Purpose purpose) {
    TraceRequest request = trace.header().request();
    return request == null ? purpose != Purpose.PARITY : request.purpose() == purpose;
  }

  /** The trace of a variant for what is measured: the given one, or one that fits the request. */
  Trace measured(Exercise exercise, Variant variant, TraceRequest request) {
    return given.orElseGet(() -> get(exercise, variant, request));
  }

  /** The trace of a variant that fits a request. */
  public Trace get(Exercise exercise, Variant variant, TraceRequest request) {
    // a file of its own for every request: a warm-up's drain is not the measured one
    String name = exercise.id() + "-" + variant.name() + "-" + files++ + ".trace";
    return made.computeIfAbsent(
        exercise.id() + " " + variant.name() + " " + request,
        key -> generate(exercise, variant, request, directory.resolve(name)));
  }

  /** Deletes a trace that need not be replayed again; that it was replayed stays known. */
  void drop(Trace trace) {
    made.values().remove(trace);
    dropped.put(trace.sha256(), trace);
    try {
      Files.deleteIfExists(trace.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Records per second of normal traffic when none is asked for: the variant's own; or where it
   * overloads its engine, a share of what the rule alone can do here, measured once for all
   * variants and contenders, so that all get the same.
   */
  double normalRate(Exercise exercise, Variant variant, TraceRequest parity) {
    return variant
        .overload()
        .map(
            overload ->
                normalRates.computeIfAbsent(
                    exercise.id(),
                    id ->
                        RuleCapacity.rounded(overload.normalShare() * capacity(exercise, parity))))
        .orElse(variant.defaultRate());
  }

  private double capacity(Exercise exercise, TraceRequest parity) {
    Variant headline = exercise.headline();
    List<Evento> events =
        Inputs.of(get(exercise, headline, parity)).all().stream()
            .filter(input -> input.defect() == null)
            .map(Inputs.Input::evento)
            .toList();
    return RuleCapacity.measure(headline.perRecord().orElseThrow(), events, parity.partitions());
  }

  /** All traces that were replayed, the given one first. */
  Collection<Trace> all() {
    Stream<Trace> kept =
        made.values().stream().filter(trace -> !dropped.containsKey(trace.sha256()));
    return Stream.of(given.stream(), kept, dropped.values().stream())
        .flatMap(traces -> traces)
        .toList();
  }

  /** Writes a trace to a file. */
  public static Trace generate(
      Exercise exercise, Variant variant, TraceRequest request, Path file) {
    TraceHeader header = TraceHeader.of(exercise, variant, request);
    try (TraceWriter out = new TraceWriter(file, header)) {
      variant.traffic().write(request, out);
    }
    return Trace.open(file);
  }
}
