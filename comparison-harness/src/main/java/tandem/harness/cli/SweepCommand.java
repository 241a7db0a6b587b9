package tandem.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.process.Installation;
import tandem.harness.report.SweepReport;
import tandem.harness.result.SweepResult;
import tandem.harness.run.Forecast;
import tandem.harness.run.RunOptions;
import tandem.harness.run.RunOptions.Selected;
import tandem.harness.run.Sweep;
import tandem.harness.run.Sweep.Contender;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.run.Engine;

/** Draws the frontier of latency, load and cost over the gears of both engines. */
@Command(
    name = "sweep",
    description =
        "Run one exercise at many gears of both engines and rising rates; draw latency against load, "
            + "and the frontier of latency and cost.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SweepCommand implements Callable<Integer> {
  private static final String QUICK_GEARS =
      "floor;flink:buffer=10ms,at-least-once;flink:buffer=10ms,exactly-once=1s;spark:realtime=5m;"
          + "spark:asap;spark:every=1s";
  private static final String ALL_GEARS =
      "floor;flink:buffer=0,at-least-once;flink:buffer=10ms,at-least-once;"
          + "flink:buffer=100ms,at-least-once;flink:buffer=10ms,exactly-once=1s;"
          + "flink:buffer=10ms,exactly-once=10s;spark:realtime=5m;spark:continuous=1s;spark:asap;"
          + "spark:every=100ms;spark:every=500ms;spark:every=1s;spark:every=5s;spark:available-now;spark:once";
  private static final List<Double> QUICK_RATES = List.of(1e3, 5e3, 20e3, 50e3);
  private static final List<Double> ALL_RATES = List.of(1e3, 2e3, 5e3, 10e3, 20e3, 50e3);

  private static final int QUICK_SECONDS = 12;
  private static final int FULL_SECONDS = 30;
  private static final int QUICK_WARMUP = 3;
  private static final int FULL_WARMUP = 10;
  private static final long QUICK_EVENTS = 300_000;
  private static final long FULL_EVENTS = 1_000_000;

  @Spec private CommandSpec spec;
  @Mixin private Language language;
  @Mixin private MeasuringOptions measuring;

  @Parameters(paramLabel = "ID", description = "The exercise.")
  private String id;

  @Option(
      names = "--gear",
      description =
          "A gear, such as spark:every=1s or flink:buffer=0,at-least-once; repeat it for more "
              + "(default: all, quick six).")
  private List<String> gears = List.of();

  @Option(names = "--rates", split = ",", description = "Offered records per second, rising.")
  private List<Double> rates = List.of();

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<Double> offered = !rates.isEmpty() ? rates : measuring.quick ? QUICK_RATES : ALL_RATES;
    if (offered.stream().anyMatch(rate -> !(rate > 0))
        || !offered.equals(offered.stream().sorted().distinct().toList())) {
      throw MeasuringOptions.usage("--rates " + offered + " must be greater than 0 and rise");
    }
    List<Contender> contenders = contenders();
    RunOptions options = options();
    Forecast forecast = Forecast.of(options, contenders.size(), offered);
    MeasuringOptions.ready(forecast);
    Path folder = MeasuringOptions.writable(options.out());
    Map<String, String> effective = effective(options, contenders, offered);
    Optional<SweepResult> before = before(folder, effective);
    Progress progress = new Progress(spec.commandLine().getErr());
    before.ifPresent(
        done ->
            progress.accept("continues with " + done.gears().size() + " gears already measured"));
    progress.expect("this sweep", forecast);
    Sweep sweep = new Sweep(options, contenders, offered, Installation.locate(), progress);
    SweepResult result =
        sweep.run(
            MeasuringOptions.commandLine(spec),
            effective,
            before,
            sofar -> SweepReport.write(sofar, folder, language.code()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Main.json(out, result);
    } else {
      out.println(SweepReport.console(result, language.code()));
      out.println("report: " + folder.resolve("report.html"));
    }
    return exitCode(result, folder).code();
  }

  private ExitCode exitCode(SweepResult result, Path folder) {
    if (result.valid()) {
      return ExitCode.OK;
    }
    boolean right = result.gears().stream().allMatch(SweepResult.GearCurve::right);
    spec.commandLine()
        .getErr()
        .println(
            right
                ? "tandem: the sweep is invalid: " + String.join("; ", result.warnings())
                : "tandem: an output differs from the oracle; see " + folder);
    return right ? ExitCode.INVALID : ExitCode.DIFFERENT;
  }

  private RunOptions options() {
    measuring.check();
    List<Selected> selection = Selection.variants(List.of(id), measuring.variant, false);
    Selected selected = selection.get(0);
    if (selection.size() != 1 || !selected.timed() || selected.variant().perRecord().isEmpty()) {
      throw MeasuringOptions.usage(
          "a sweep takes one exercise without state, and a variant that can be timed: "
              + Catalog.all().stream()
                  .filter(
                      each -> each.headline().timed() && each.headline().perRecord().isPresent())
                  .map(Exercise::id)
                  .collect(Collectors.joining(", ")));
    }
    boolean quick = measuring.quick;
    return new RunOptions(
        selection,
        List.of(Engine.values()),
        quick,
        false,
        Optional.empty(),
        seconds(measuring.duration, quick ? QUICK_SECONDS : FULL_SECONDS),
        seconds(measuring.warmup, quick ? QUICK_WARMUP : FULL_WARMUP),
        measuring.events != null ? measuring.events : quick ? QUICK_EVENTS : FULL_EVENTS,
        1,
        measuring.seed,
        Optional.empty(),
        measuring.parallelism,
        measuring.heap,
        measuring.profile,
        measuring.state,
        Map.of(),
        RunOptions.Order.AB,
        Optional.ofNullable(measuring.bootstrap),
        measuring.keep,
        measuring.folder());
  }

  private static Duration seconds(Integer given, int otherwise) {
    return Duration.ofSeconds(given != null ? given : otherwise);
  }

  private List<Contender> contenders() {
    List<String> names =
        !gears.isEmpty()
            ? gears
            : List.of((measuring.quick ? QUICK_GEARS : ALL_GEARS).split(";", -1));
    List<Contender> contenders = new ArrayList<>();
    for (String name : names) {
      int colon = name.indexOf(':');
      String engine = colon < 0 ? name : name.substring(0, colon);
      Engine which =
          List.of(Engine.values()).stream()
              .filter(each -> each.label().equals(engine))
              .findFirst()
              .orElseThrow(
                  () ->
                      MeasuringOptions.usage(
                          "--gear '" + name + "' names no engine; give spark:, flink: or floor"));
      contenders.add(
          new Contender(
              which,
              MeasuringOptions.gear(which, colon < 0 ? which.label() : name.substring(colon + 1))));
    }
    return contenders;
  }

  /** An interrupted sweep in the folder. */
  private static Optional<SweepResult> before(Path folder, Map<String, String> effective) {
    if (!Files.isRegularFile(folder.resolve(SweepReport.SWEEP_JSON))) {
      return Optional.empty();
    }
    SweepResult done = SweepReport.read(folder);
    if (!done.run().options().equals(effective)) {
      throw new HarnessException(
          ExitCode.USAGE,
          folder
              + " holds a sweep with other options; name another --out, or repeat its command: "
              + done.run().command());
    }
    return Optional.of(done);
  }

  private static Map<String, String> effective(
      RunOptions options, List<Contender> contenders, List<Double> rates) {
    Map<String, String> effective = new TreeMap<>(MeasuringOptions.effective(options));
    effective.keySet().removeIf(name -> name.startsWith("gear.") || name.equals("engines"));
    effective.remove("rate");
    effective.put(
        "gears",
        contenders.stream()
            .map(each -> each.engine().label() + ":" + each.gear().name())
            .collect(Collectors.joining(" ")));
    effective.put(
        "rates",
        rates.stream().map(rate -> "%.0f".formatted(rate)).collect(Collectors.joining(",")));
    effective.put("seed", Long.toString(options.seed()));
    effective.put("exercise", options.selection().get(0).exercise().id());
    effective.put("variant", options.selection().get(0).variant().name());
    return effective;
  }
}
