package tandem.harness.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.replay.Recorder;
import tandem.harness.run.Traces;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Variant;
import tandem.model.trace.Purpose;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceVerifier;

/** Makes, records, checks and shows traces. */
@Command(
    name = "trace",
    description = "Make, record, verify and show traces.",
    mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new HarnessException(
        ExitCode.USAGE, "trace needs one of: gen, record, verify, show (see: tandem trace --help)");
  }

  @Command(
      name = "gen",
      description = "Make a trace of an exercise from a seed.",
      mixinStandardHelpOptions = true)
  int gen(
      @Parameters(paramLabel = "ID", description = "The exercise.") String id,
      @Option(names = "--variant", description = "The variant (default: the headline).")
          String variantName,
      @Option(names = "--purpose", defaultValue = "live", description = "parity, live or drain.")
          Purpose purpose,
      @Option(names = "--seed", defaultValue = "42", description = "The seed.") long seed,
      @Option(names = "--rate", description = "Records per second.") Double rate,
      @Option(names = "--duration", defaultValue = "20", description = "Measured seconds.")
          int duration,
      @Option(names = "--warmup", defaultValue = "8", description = "Seconds before them.")
          int warmup,
      @Option(names = "--events", defaultValue = "500000", description = "Records of a drain.")
          long events,
      @Option(names = "--parallelism", defaultValue = "2", description = "Partitions.")
          int partitions,
      @Option(names = "--out", required = true, description = "The file.") Path out) {
    Exercise exercise = Selection.exercises(List.of(id)).get(0);
    Variant variant =
        variantName == null ? exercise.headline() : Selection.variant(exercise, variantName);
    double perSecond = rate == null ? variant.defaultRate() : rate;
    TraceRequest request =
        switch (purpose) {
          case PARITY -> TraceRequest.parity(seed, partitions);
          case LIVE ->
              TraceRequest.live(
                  seed,
                  partitions,
                  perSecond,
                  Duration.ofSeconds(warmup),
                  Duration.ofSeconds(duration));
          case DRAIN -> TraceRequest.drain(seed, partitions, perSecond, events);
        };
    print(Traces.generate(exercise, variant, request, out));
    return 0;
  }

  @Command(
      name = "record",
      description = "Record a live topic, byte for byte.",
      mixinStandardHelpOptions = true)
  int record(
      @Option(names = "--bootstrap", required = true, description = "Kafka, host:port.")
          String bootstrap,
      @Option(names = "--topic", required = true, description = "The topic.") String topic,
      @Option(names = "--seconds", required = true, description = "How long.") int seconds,
      @Option(
              names = "--as",
              description = "Name of the topic in the trace (default: the topic's own).")
          String name,
      @Option(names = "--out", required = true, description = "The file.") Path out) {
    if (seconds < 1) {
      throw new HarnessException(ExitCode.USAGE, "--seconds " + seconds + " must be at least 1");
    }
    print(
        Recorder.record(
            bootstrap, topic, name == null ? topic : name, Duration.ofSeconds(seconds), out));
    return 0;
  }

  @Command(
      name = "verify",
      description = "Check that a trace is whole and keeps the rules of lateness.",
      mixinStandardHelpOptions = true)
  int verify(@Parameters(paramLabel = "FILE", description = "The trace.") Path file) {
    Trace trace = Trace.open(file);
    print(trace);
    if (trace.header().request() == null) {
      return 0;
    }
    Variant variant = Catalog.exercise(trace.header().exercise()).variant(trace.header().variant());
    List<String> problems = TraceVerifier.problems(trace, variant);
    problems.forEach(problem -> spec.commandLine().getErr().println("tandem: " + problem));
    return problems.isEmpty() ? 0 : ExitCode.INVALID.code();
  }

  @Command(
      name = "show",
      description = "Print the entries of a trace.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "FILE", description = "The trace.") Path file,
      @Option(names = "--limit", defaultValue = "20", description = "Entries to print.")
          int limit) {
    Trace trace = Trace.open(file);
    print(trace);
    PrintWriter out = spec.commandLine().getOut();
    int[] left = {limit};
    trace.forEach(
        entry -> {
          if (left[0]-- > 0) {
            out.println(line(entry));
          }
        });
    return 0;
  }

  private static String line(TraceEntry entry) {
    if (entry instanceof TraceEntry.Message m) {
      String value = m.value() == null ? "null" : new String(m.value(), StandardCharsets.UTF_8);
      return "%6d %9.3f s %s-%d %s %s"
          .formatted(
              m.index(),
              m.offsetMicros() / 1e6,
              m.topic(),
              m.partition(),
              Instant.ofEpochMilli(m.timestampMillis()),
              value);
    }
    return "       -------- " + ((TraceEntry.Control) entry).action();
  }

  private void print(Trace trace) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("trace    " + trace.file());
    out.println("sha256   " + trace.sha256());
    out.println("records  " + trace.records());
    out.println("exercise " + trace.header().exercise() + " " + trace.header().variant());
  }
}
