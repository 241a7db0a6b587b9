package tandem.harness.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tandem.harness.ExitCode;
import tandem.harness.process.Installation;
import tandem.harness.report.SweepReport;
import tandem.harness.result.SweepResult;
import tandem.harness.run.Contender;
import tandem.harness.run.Forecast;
import tandem.harness.run.RunOptions;
import tandem.harness.run.RunOptions.Selected;
import tandem.harness.run.Sweep;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Text;
import tandem.model.catalog.Variant;

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
  private static final List<Double> ALL_RATES = List.of(1e3, 5e3, 10e3, 20e3, 50e3);

  private static final int QUICK_SECONDS = 12;
  private static final int FULL_SECONDS = 20;
  private static final int QUICK_WARMUP = 3;
  private static final int FULL_WARMUP = 5;
  private static final long QUICK_EVENTS = 300_000;
  private static final long FULL_EVENTS = 1_000_000;

  /** Of a record's trace, stamps and rows; 6,400,000 records were too many for 3 GB. */
  private static final long BYTES_OF_RECORD = 600;

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
    RunOptions options = options();
    List<Contender> contenders =
        Contenders.of(
            gears,
            List.of((measuring.quick ? QUICK_GEARS : ALL_GEARS).split(";", -1)),
            options.selection().get(0).variant());
    fits(offered.get(offered.size() - 1), options);
    Forecast forecast = Forecast.of(options, contenders.size(), offered);
    MeasuringOptions.ready(forecast);
    Path folder = MeasuringOptions.writable(options.out());
    Map<String, String> effective = effective(options, contenders, offered);
    Optional<SweepResult> before =
        Resumption.before(
            folder, SweepReport.SWEEP_JSON, SweepReport::read, SweepResult::run, effective);
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
    Outcome.tell(spec, json, result, () -> SweepReport.console(result, language.code()), folder);
    return exitCode(result, folder).code();
  }

  /** What was sent and what came is held until it has been compared. */
  private static void fits(double rate, RunOptions options) {
    long seconds = options.leadIn().plus(options.duration()).toSeconds();
    long most = Runtime.getRuntime().maxMemory() / BYTES_OF_RECORD;
    if (rate * seconds > most) {
      throw MeasuringOptions.usage(
          "--rates %.0f for %d s are %.0f records; the driver's memory holds about %d: lower the rate or --duration"
              .formatted(rate, seconds, rate * seconds, most));
    }
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
                ? "tandem: the sweep is invalid: " + Text.inEnglish(result.warnings())
                : "tandem: an output differs from the oracle; see " + folder);
    return right ? ExitCode.INVALID : ExitCode.DIFFERENT;
  }

  private RunOptions options() {
    measuring.check();
    List<Selected> selection = Selection.variants(List.of(id), measuring.variant, false);
    Selected selected = selection.get(0);
    if (selection.size() != 1 || !takes(selected.variant())) {
      throw MeasuringOptions.usage(
          "a sweep takes one exercise, and a variant that answers each event (not each window) at a "
              + "steady rate: "
              + Catalog.all().stream()
                  .flatMap(
                      exercise ->
                          exercise.variants().stream()
                              .filter(SweepCommand::takes)
                              .map(v -> exercise.id() + " " + v.name()))
                  .collect(Collectors.joining(", ")));
    }
    boolean quick = measuring.quick;
    return measuring.gearByGear(
        selected,
        quick ? QUICK_SECONDS : FULL_SECONDS,
        quick ? QUICK_WARMUP : FULL_WARMUP,
        quick ? QUICK_EVENTS : FULL_EVENTS);
  }

  private static boolean takes(Variant variant) {
    return variant.timed() && variant.answersEachInput() && variant.overload().isEmpty();
  }

  private static Map<String, String> effective(
      RunOptions options, List<Contender> contenders, List<Double> rates) {
    Map<String, String> effective = Resumption.effective(options, contenders);
    effective.put(
        "rates",
        rates.stream().map(rate -> "%.0f".formatted(rate)).collect(Collectors.joining(",")));
    return effective;
  }
}
