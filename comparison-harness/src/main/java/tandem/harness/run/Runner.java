package tandem.harness.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import tandem.harness.process.Installation;
import tandem.harness.run.RunOptions.Order;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.run.Engine;

/** Runs all cells of a run, engines one after the other and never together. */
public final class Runner {
  private final RunOptions options;
  private final Installation installation;
  private final String runId;
  private final Consumer<String> say;

  /**
   * A runner.
   *
   * @param say is told what is being done, a line each
   */
  public Runner(RunOptions options, Installation installation, String runId, Consumer<String> say) {
    this.options = options;
    this.installation = installation;
    this.runId = runId;
    this.say = say;
  }

  /**
   * All that came out.
   *
   * @param cells by variant and engine, a cell a repetition
   * @param settings effective settings by engine
   * @param versions by engine
   * @param traces all traces that were made
   */
  record Outcome(
      Map<Selected, Map<Engine, List<Cell>>> cells,
      Map<Engine, Map<String, String>> settings,
      Map<Engine, String> versions,
      Traces traces) {}

  /** Runs. */
  Outcome run() {
    try (RunContext context = new RunContext(options, installation, runId)) {
      Traces traces = new Traces(context.newDirectory());
      Outcome outcome =
          new Outcome(new LinkedHashMap<>(), new EnumMap<>(Engine.class), new HashMap<>(), traces);
      for (int repetition = 0; repetition < options.repeat(); repetition++) {
        for (Engine engine : order(repetition)) {
          repetition(context, traces, engine, repetition, outcome);
        }
      }
      return outcome;
    }
  }

  /** One process of an engine that serves all variants it can. */
  private void repetition(
      RunContext context, Traces traces, Engine engine, int repetition, Outcome outcome) {
    List<Selected> able = options.selection().stream().filter(s -> able(engine, s)).toList();
    if (able.isEmpty()) {
      return;
    }
    say.accept(
        "starting "
            + engine.label()
            + (options.repeat() > 1 ? ", repetition " + (repetition + 1) : ""));
    try (CellRunner runner =
        new CellRunner(context, traces, engine, engine.label() + "-" + (repetition + 1), say)) {
      for (Selected selected : able) {
        boolean timed = selected.timed() && !options.parityOnly();
        if (repetition > 0 && !timed) {
          continue;
        }
        Cell cell = runner.run(selected, repetition == 0, timed);
        outcome
            .cells()
            .computeIfAbsent(selected, s -> new EnumMap<>(Engine.class))
            .computeIfAbsent(engine, e -> new ArrayList<>())
            .add(cell);
      }
      outcome.settings().put(engine, new TreeMap<>(runner.settings()));
      outcome.versions().put(engine, runner.version());
    }
  }

  /**
   * The floor can do what needs one event only; and it is no engine that could be stopped and
   * restored.
   */
  private static boolean able(Engine engine, Selected selected) {
    return engine != Engine.FLOOR
        || (selected.variant().perRecord().isPresent() && selected.variant().timed());
  }

  private List<Engine> order(int repetition) {
    List<Engine> engines = new ArrayList<>(options.engines());
    if (options.order() == Order.ABBA && repetition % 2 == 1) {
      Collections.reverse(engines);
    } else if (options.order() == Order.RANDOM) {
      SplittableRandom random = new SplittableRandom(options.seed() + repetition);
      for (int i = engines.size() - 1; i > 0; i--) {
        Collections.swap(engines, i, random.nextInt(i + 1));
      }
    }
    return engines;
  }
}
