package tandem.harness.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import tandem.harness.report.AaReport;
import tandem.harness.result.AaResult;
import tandem.harness.run.RunOptions;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Plant;

/** The options of an A/A suite, and what they come to. */
final class AaOptions {
  private static final int FULL_SECONDS = 10;
  private static final int QUICK_SECONDS = 6;
  private static final int FULL_WARMUP = 5;
  private static final int QUICK_WARMUP = 3;
  private static final long FULL_EVENTS = 300_000;
  private static final long QUICK_EVENTS = 150_000;

  @Option(
      names = "--aa",
      paramLabel = "ID",
      description =
          "Run one engine against itself on this exercise, as it is and with a planted slowness, to "
              + "see whether the measurement tells them apart.")
  String id;

  @Option(
      names = "--engine",
      defaultValue = "flink",
      description = "With --aa: the engine, spark or flink (default: ${DEFAULT-VALUE}).")
  Engine engine;

  @Option(
      names = "--runs",
      defaultValue = "20",
      description =
          "With --aa: runs as it is, and as many with the plant (default: ${DEFAULT-VALUE}).")
  int runs;

  @Option(names = "--gear", description = "With --aa: the engine's gear (default: its standard).")
  String gear;

  @Option(
      names = "--rate",
      description = "With --aa: offered records per second (default: the variant's own).")
  Double rate;

  /** The options of each run; one engine, one variant. */
  RunOptions decided(MeasuringOptions measuring) {
    measuring.check();
    MeasuringOptions.positive("--runs", runs);
    MeasuringOptions.positive("--rate", rate);
    Gear chosen = gear == null ? Gear.standard(engine) : MeasuringOptions.gear(engine, gear);
    if (engine == Engine.FLOOR || !Plant.fits(chosen)) {
      throw MeasuringOptions.usage(
          "%s with gear %s has no place for a planted wait; give spark or flink with another --gear"
              .formatted(engine.label(), chosen.name()));
    }
    List<Selected> selection = Selection.variants(List.of(id), measuring.variant, false);
    if (selection.size() != 1 || !selection.get(0).timed()) {
      throw MeasuringOptions.usage(
          "--aa takes one exercise and a variant that can be timed, such as --aa 11.1.2");
    }
    boolean quick = measuring.quick;
    return new RunOptions(
        selection,
        List.of(engine),
        quick,
        false,
        Optional.ofNullable(rate),
        seconds(measuring.duration, quick ? QUICK_SECONDS : FULL_SECONDS),
        seconds(measuring.warmup, quick ? QUICK_WARMUP : FULL_WARMUP),
        events(measuring),
        runs,
        measuring.seed,
        Optional.empty(),
        measuring.parallelism,
        measuring.heap,
        measuring.profile,
        measuring.state,
        Map.of(engine, chosen),
        RunOptions.Order.AB,
        Optional.ofNullable(measuring.bootstrap),
        measuring.services(),
        measuring.keep,
        measuring.folder());
  }

  private static long events(MeasuringOptions measuring) {
    if (measuring.events == null) {
      return measuring.quick ? QUICK_EVENTS : FULL_EVENTS;
    }
    if (measuring.events == 0) {
      throw MeasuringOptions.usage(
          "--events 0 leaves no drain to plant work in; give for instance 300000");
    }
    return measuring.events;
  }

  private static Duration seconds(Integer given, int otherwise) {
    return Duration.ofSeconds(given != null ? given : otherwise);
  }

  /** All that must be the same for an interrupted suite to go on. */
  static Map<String, String> effective(RunOptions options) {
    Map<String, String> effective = new TreeMap<>(MeasuringOptions.effective(options));
    effective.put("seed", Long.toString(options.seed()));
    effective.put("exercise", options.selection().get(0).exercise().id());
    effective.put("variant", options.selection().get(0).variant().name());
    return effective;
  }

  /** An interrupted suite in the folder. */
  static Optional<AaResult> before(Path folder, Map<String, String> effective) {
    return Resumption.before(folder, AaReport.AA_JSON, AaReport::read, AaResult::run, effective);
  }
}
