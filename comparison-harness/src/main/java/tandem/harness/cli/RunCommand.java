package tandem.harness.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tandem.harness.run.RunOptions;
import tandem.harness.run.RunOptions.Order;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.trace.Trace;

/** Runs exercises side by side and writes the report. */
@Command(
    name = "run",
    description = "Run exercises on both engines with identical traffic, and write a report.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  /**
   * How much is measured if nothing else is said.
   *
   * @param seconds of live traffic that are measured
   * @param leadIn seconds of it before
   * @param events of the drain; 0 for none
   */
  private record Extent(int seconds, int leadIn, long events) {
    private static final Extent FULL = new Extent(60, 15, 1_000_000);
    private static final Extent QUICK = new Extent(20, 8, 500_000);

    /** A quick look at many exercises. */
    private static final Extent QUICK_EACH = new Extent(10, 5, 0);
  }

  @Spec private CommandSpec spec;
  @Mixin private Language language;
  @Mixin private MeasuringOptions shared;

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "Exercises: an id (11.3.2), a section (11.3) or a chapter (11).")
  private List<String> ids;

  @Option(
      names = "--engine",
      split = ",",
      description = "Contenders: spark, flink, floor (default: all).")
  private List<Engine> engines = List.of(Engine.values());

  @Option(
      names = "--rate",
      description = "Offered records per second (default: the variant's own).")
  private Double rate;

  @Option(
      names = "--repeat",
      description = "Repetitions, each in a fresh JVM (default: 5, quick 1).")
  private Integer repeat;

  @Option(names = "--trace", description = "Replay this trace instead of generated traffic.")
  private Path trace;

  @Option(names = "--spark-gear", description = "Spark's gear: " + Gear.SPARK_GEARS + ".")
  private String sparkGear;

  @Option(names = "--flink-gear", description = "Flink's gear: " + Gear.FLINK_GEARS + ".")
  private String flinkGear;

  @Option(
      names = "--order",
      defaultValue = "ABBA",
      description = "Order of the engines: ABBA, AB or random.")
  private Order order;

  @Option(names = "--only", description = "parity: leave the clock out.")
  private Only only;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Option(
      names = "--fail-if",
      description = "Exit with 4 unless this holds, such as 'flink.latency.p99<250ms'.")
  private List<String> thresholds = List.of();

  private enum Only {
    PARITY
  }

  @Override
  public Integer call() {
    List<Threshold> checks = thresholds.stream().map(Threshold::parse).toList();
    return new Measurement(spec, language, json).run(options(), checks).code();
  }

  /** The options, all decided and within their ranges. */
  RunOptions options() {
    boolean parityOnly = only == Only.PARITY;
    List<Selected> selection = Selection.variants(ids, shared.variant, parityOnly);
    boolean oneExercise = selection.stream().map(Selected::exercise).distinct().count() == 1;
    Extent extent = !shared.quick ? Extent.FULL : oneExercise ? Extent.QUICK : Extent.QUICK_EACH;
    MeasuringOptions.positive("--rate", rate);
    shared.check();
    MeasuringOptions.positive("--repeat", repeat);
    if (trace != null) {
      fits(Trace.open(trace), selection);
    }
    return new RunOptions(
        selection,
        EnumSet.copyOf(engines).stream().toList(),
        shared.quick,
        parityOnly,
        Optional.ofNullable(rate),
        Duration.ofSeconds(shared.duration != null ? shared.duration : extent.seconds),
        Duration.ofSeconds(shared.warmup != null ? shared.warmup : extent.leadIn),
        shared.events != null ? shared.events : extent.events,
        parityOnly || shared.quick ? 1 : repeat != null ? repeat : 5,
        shared.seed,
        Optional.ofNullable(trace),
        shared.parallelism,
        shared.heap,
        shared.profile,
        shared.state,
        gears(),
        order,
        Optional.ofNullable(shared.bootstrap),
        shared.services(),
        shared.keep,
        shared.folder());
  }

  private Map<Engine, Gear> gears() {
    Map<Engine, Gear> gears = new EnumMap<>(Engine.class);
    if (sparkGear != null) {
      gears.put(Engine.SPARK, MeasuringOptions.gear(Engine.SPARK, sparkGear));
    }
    if (flinkGear != null) {
      gears.put(Engine.FLINK, MeasuringOptions.gear(Engine.FLINK, flinkGear));
    }
    return gears;
  }

  /** A trace brings its partitions and the shape of its records along. */
  private void fits(Trace given, List<Selected> selection) {
    if (selection.size() != 1) {
      throw MeasuringOptions.usage("--trace goes with one exercise and one variant");
    }
    if (given.header().partitions() != shared.parallelism) {
      throw MeasuringOptions.usage(
          "--trace '%s' has %d partitions; add --parallelism %d"
              .formatted(trace, given.header().partitions(), given.header().partitions()));
    }
    List<String> inputs = selection.get(0).variant().inputs();
    if (!given.header().topics().equals(inputs)) {
      throw MeasuringOptions.usage(
          "--trace '%s' is for the topics %s, the exercise reads %s"
              .formatted(trace, given.header().topics(), inputs));
    }
  }
}
