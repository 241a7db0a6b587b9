package tandem.harness.cli;

import java.time.Duration;
import java.util.EnumMap;
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
import tandem.harness.run.Contender;
import tandem.harness.run.RunOptions;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.run.Engine;
import tandem.model.run.Gear;

/** Measures how fast contenders work off a full topic: a run without live traffic. */
@Command(
    name = "drain",
    description = "Measure how fast each contender works off a full topic, without live traffic.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DrainCommand implements Callable<Integer> {
  private static final long QUICK_EVENTS = 500_000;
  private static final long FULL_EVENTS = 1_000_000;
  private static final int REPETITIONS = 5;

  @Spec private CommandSpec spec;
  @Mixin private Language language;
  @Mixin private MeasuringOptions measuring;

  @Parameters(paramLabel = "ID", description = "The exercise.")
  private String id;

  @Option(
      names = "--gear",
      description =
          "A contender with its gear, such as flink:exactly-once=1s, one for each "
              + "(default: the standard gear of all).")
  private List<String> gears = List.of("spark", "flink", "floor");

  @Option(
      names = "--repeat",
      description = "Repetitions, each in a fresh JVM, in the order A B B A (default: 5, quick 1).")
  private Integer repeat;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    return new Measurement(spec, language, json).run(options(), List.of()).code();
  }

  private RunOptions options() {
    measuring.check();
    MeasuringOptions.positive("--repeat", repeat);
    List<Selected> selection = Selection.variants(List.of(id), measuring.variant, false);
    if (selection.size() != 1 || !selection.get(0).timed()) {
      throw MeasuringOptions.usage("drain takes one exercise, and a variant that can be timed");
    }
    if (measuring.duration != null || measuring.warmup != null) {
      throw MeasuringOptions.usage(
          "a drain has no live traffic: leave --duration and --warmup out");
    }
    if (measuring.events != null && measuring.events == 0) {
      throw MeasuringOptions.usage("--events 0 leaves nothing to drain");
    }
    Map<Engine, Gear> chosen = chosen();
    boolean quick = measuring.quick;
    return new RunOptions(
        selection,
        List.copyOf(chosen.keySet()),
        quick,
        false,
        Optional.empty(),
        Duration.ZERO,
        Duration.ZERO,
        measuring.events != null ? measuring.events : quick ? QUICK_EVENTS : FULL_EVENTS,
        repeat != null ? repeat : quick ? 1 : REPETITIONS,
        measuring.seed,
        Optional.empty(),
        measuring.parallelism,
        measuring.heap,
        measuring.profile,
        measuring.state,
        chosen,
        RunOptions.Order.ABBA,
        Optional.ofNullable(measuring.bootstrap),
        measuring.services(),
        measuring.keep,
        measuring.folder());
  }

  private Map<Engine, Gear> chosen() {
    Map<Engine, Gear> chosen = new EnumMap<>(Engine.class);
    for (Contender contender : Contenders.of(gears)) {
      if (chosen.put(contender.engine(), contender.gear()) != null) {
        throw MeasuringOptions.usage(
            "--gear names "
                + contender.engine().label()
                + " twice; a drain compares one gear of each, and a sweep many");
      }
    }
    return chosen;
  }
}
