package tandem.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.process.Installation;
import tandem.harness.report.Report;
import tandem.harness.resources.Machine;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.Result;
import tandem.harness.run.Forecast;
import tandem.harness.run.Run;
import tandem.harness.run.RunOptions;
import tandem.harness.run.RunOptions.Order;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Profile;
import tandem.model.run.StateBackend;
import tandem.model.trace.Trace;

/** Runs exercises side by side and writes the report. */
@Command(
    name = "run",
    description = "Run exercises on both engines with identical traffic, and write a report.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final int HIGHEST_PARALLELISM = 64;
  private static final int QUICK_SECONDS = 20;
  private static final int FULL_SECONDS = 60;
  private static final long QUICK_EVENTS = 500_000;
  private static final long FULL_EVENTS = 1_000_000;

  @Spec private CommandSpec spec;
  @Mixin private Language language;

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "Exercises: an id (11.3.2), a section (11.3) or a chapter (11).")
  private List<String> ids;

  @Option(names = "--variant", description = "One variant by name, or all.")
  private String variant;

  @Option(
      names = "--quick",
      description = "Short: one JVM per engine, 20 s live; shows shapes, proves no difference.")
  private boolean quick;

  @Option(
      names = "--engine",
      split = ",",
      description = "Contenders: spark, flink, floor (default: all).")
  private List<Engine> engines = List.of(Engine.values());

  @Option(
      names = "--rate",
      description = "Offered records per second (default: the variant's own).")
  private Double rate;

  @Option(names = "--duration", description = "Measured seconds (default: 60, quick 20).")
  private Integer duration;

  @Option(
      names = "--warmup",
      description = "Seconds of traffic before the measured part (default: 15, quick 8).")
  private Integer warmup;

  @Option(
      names = "--events",
      description = "Records of the drain; 0 for no drain (default: 1000000, quick 500000).")
  private Long events;

  @Option(
      names = "--repeat",
      description = "Repetitions, each in a fresh JVM (default: 5, quick 1).")
  private Integer repeat;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Seed of all traffic (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--trace", description = "Replay this trace instead of generated traffic.")
  private Path trace;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Partitions, slots and shuffle partitions (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--heap",
      defaultValue = "2g",
      description = "Heap of each engine (default: ${DEFAULT-VALUE}).")
  private String heap;

  @Option(
      names = "--profile",
      defaultValue = "default",
      description = "Settings: default or tuned.")
  private Profile profile;

  @Option(
      names = "--state",
      defaultValue = "rocksdb",
      description = "State store: rocksdb or memory.")
  private StateBackend state;

  @Option(names = "--spark-gear", description = "Spark's gear: " + Gear.SPARK_GEARS + ".")
  private String sparkGear;

  @Option(names = "--flink-gear", description = "Flink's gear: " + Gear.FLINK_GEARS + ".")
  private String flinkGear;

  @Option(
      names = "--bootstrap",
      description = "Use this Kafka (host:port) instead of starting one.")
  private String bootstrap;

  @Option(
      names = "--order",
      defaultValue = "ABBA",
      description = "Order of the engines: ABBA, AB or random.")
  private Order order;

  @Option(names = "--only", description = "parity: leave the clock out.")
  private Only only;

  @Option(names = "--keep", description = "Leave topics and folders behind.")
  private boolean keep;

  @Option(names = "--out", description = "Folder of the results (default: runs/<time>).")
  private Path out;

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
    Installation installation = Installation.locate();
    RunOptions options = options();
    ready(Forecast.of(options));
    Path folder = writable(options.out());
    Progress progress = new Progress(spec.commandLine().getErr());
    Run run = new Run(options, installation);
    Result result = run.run(commandLine(), effective(options), progress::say);
    List<Path> files = Report.write(result, run.histograms(), folder, language.code());
    PrintWriter output = spec.commandLine().getOut();
    if (json) {
      Main.json(output, result);
    } else {
      output.println(Report.console(result, language.code()));
      files.stream()
          .filter(file -> file.toString().endsWith(".html"))
          .forEach(file -> output.println("report: " + file.toAbsolutePath()));
    }
    return exitCode(result, checks, options).code();
  }

  private ExitCode exitCode(Result result, List<Threshold> checks, RunOptions options) {
    PrintWriter err = spec.commandLine().getErr();
    for (ExerciseResult exercise : result.exercises()) {
      for (Engine engine : exercise.parity().engines()) {
        if (!exercise.right(engine)) {
          err.println(
              "tandem: "
                  + engine.label()
                  + " "
                  + exercise.id()
                  + " "
                  + exercise.variant()
                  + " differs from the oracle; see "
                  + options.out());
          return ExitCode.DIFFERENT;
        }
      }
    }
    if (!result.valid()) {
      List<String> why = new ArrayList<>(result.warnings());
      result.exercises().forEach(exercise -> why.addAll(exercise.warnings()));
      err.println("tandem: the run is invalid: " + String.join("; ", why));
      return ExitCode.INVALID;
    }
    for (Threshold check : checks) {
      Optional<String> failed = check.failure(result);
      if (failed.isPresent()) {
        err.println("tandem: " + failed.get());
        return ExitCode.THRESHOLD;
      }
    }
    return ExitCode.OK;
  }

  /** The options, all decided and within their ranges. */
  RunOptions options() {
    boolean parityOnly = only == Only.PARITY;
    List<Selected> selection = Selection.variants(ids, variant, parityOnly);
    boolean oneTimed =
        selection.stream().filter(Selected::timed).count() <= 1 && selection.size() == 1;
    positive("--rate", rate);
    positive("--duration", duration);
    positive("--repeat", repeat);
    if (parallelism < 1 || parallelism > HIGHEST_PARALLELISM) {
      throw usage(
          "--parallelism " + parallelism + " is out of range; give 1 to " + HIGHEST_PARALLELISM);
    }
    if (!heap.matches("[1-9][0-9]*[mMgG]")) {
      throw usage("--heap '" + heap + "' is no size; give for instance 2g");
    }
    if (events != null && events < 0) {
      throw usage("--events " + events + " is negative; give 0 for no drain");
    }
    if (warmup != null && warmup < 0) {
      throw usage("--warmup " + warmup + " is negative");
    }
    if (trace != null) {
      fits(Trace.open(trace), selection);
    }
    return new RunOptions(
        selection,
        EnumSet.copyOf(engines).stream().toList(),
        quick,
        parityOnly,
        Optional.ofNullable(rate),
        Duration.ofSeconds(duration != null ? duration : quick ? QUICK_SECONDS : FULL_SECONDS),
        Duration.ofSeconds(warmup != null ? warmup : quick ? 8 : 15),
        events != null ? events : !quick ? FULL_EVENTS : oneTimed ? QUICK_EVENTS : 0,
        parityOnly || quick ? 1 : repeat != null ? repeat : 5,
        seed,
        Optional.ofNullable(trace),
        parallelism,
        heap,
        profile,
        state,
        gears(),
        order,
        Optional.ofNullable(bootstrap),
        keep,
        folder().toAbsolutePath());
  }

  private Map<Engine, Gear> gears() {
    Map<Engine, Gear> gears = new EnumMap<>(Engine.class);
    if (sparkGear != null) {
      gears.put(Engine.SPARK, gear(Engine.SPARK, sparkGear));
    }
    if (flinkGear != null) {
      gears.put(Engine.FLINK, gear(Engine.FLINK, flinkGear));
    }
    return gears;
  }

  static Gear gear(Engine engine, String name) {
    try {
      return Gear.parse(engine, name);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private Path folder() {
    String name = String.valueOf(System.currentTimeMillis() / 1000);
    return out != null ? out : Installation.locate().home().resolve("runs").resolve(name);
  }

  private static void ready(Forecast forecast) {
    for (Machine.Check check :
        Machine.checks(forecast.memoryBytes(), Forecast.scratch(), forecast.diskBytes())) {
      if (!check.fine()) {
        throw new HarnessException(ExitCode.ENVIRONMENT, check.what() + ": " + check.mend());
      }
    }
  }

  /** A trace brings its partitions and the shape of its records along. */
  private void fits(Trace given, List<Selected> selection) {
    if (selection.size() != 1) {
      throw usage("--trace goes with one exercise and one variant");
    }
    if (given.header().partitions() != parallelism) {
      throw usage(
          "--trace '%s' has %d partitions; add --parallelism %d"
              .formatted(trace, given.header().partitions(), given.header().partitions()));
    }
    List<String> inputs = selection.get(0).variant().inputs();
    if (!given.header().topics().equals(inputs)) {
      throw usage(
          "--trace '%s' is for the topics %s, the exercise reads %s"
              .formatted(trace, given.header().topics(), inputs));
    }
  }

  private static Path writable(Path folder) {
    try {
      Path absolute = Files.createDirectories(folder);
      Files.delete(Files.createTempFile(absolute, "write", ".probe"));
      return absolute;
    } catch (IOException e) {
      throw usage("can't write to --out " + folder + "; name a folder that you may write");
    }
  }

  private static void positive(String option, Number value) {
    if (value != null && !(value.doubleValue() > 0)) {
      throw usage(option + " " + value + " must be greater than 0");
    }
  }

  static HarnessException usage(String message) {
    return new HarnessException(ExitCode.USAGE, message);
  }

  private String commandLine() {
    return "./tandem run "
        + String.join(
            " ",
            spec.commandLine().getParent().getParseResult().originalArgs().stream()
                .skip(1)
                .toList());
  }

  private static Map<String, String> effective(RunOptions options) {
    Map<String, String> effective = new TreeMap<>();
    effective.put(
        "engines", String.join(",", options.engines().stream().map(Engine::label).toList()));
    effective.put("quick", Boolean.toString(options.quick()));
    effective.put("rate", options.rate().map(Object::toString).orElse("variant"));
    effective.put("durationSeconds", Long.toString(options.duration().toSeconds()));
    effective.put("warmupSeconds", Long.toString(options.leadIn().toSeconds()));
    effective.put("events", Long.toString(options.events()));
    effective.put("repeat", Integer.toString(options.repeat()));
    effective.put("parallelism", Integer.toString(options.parallelism()));
    effective.put("heap", options.heap());
    effective.put("profile", options.profile().name().toLowerCase(Locale.ROOT));
    effective.put("state", options.state().name().toLowerCase(Locale.ROOT));
    options.engines().forEach(e -> effective.put("gear." + e.label(), options.gear(e).name()));
    effective.put("order", options.order().name());
    return effective;
  }
}
