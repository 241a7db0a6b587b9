package tandem.harness.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.engine.EngineLauncher.Use;
import tandem.harness.process.Installation;
import tandem.harness.result.ExerciseResult.Unavailable;
import tandem.harness.run.RunOptions.Order;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.Variant;
import tandem.model.run.Engine;
import tandem.model.run.Plant;
import tandem.model.trace.Trace;

/** Runs all cells of a run, engines one after the other and never together. */
public final class Runner {
  private final RunOptions options;
  private final Installation installation;
  private final String runId;
  private final Watcher say;

  /**
   * A runner.
   *
   * @param say is told what is being done, a line each
   */
  public Runner(RunOptions options, Installation installation, String runId, Watcher say) {
    this.options = options;
    this.installation = installation;
    this.runId = runId;
    this.say = say;
  }

  /**
   * All that came out.
   *
   * @param cells by variant and engine, a cell a repetition
   * @param unavailable by variant, what an engine refused to do
   * @param failures by variant, how an engine failed in the middle of its work
   * @param settings effective settings by engine
   * @param versions by engine
   * @param traces all traces that were made
   */
  record Outcome(
      Map<Selected, Map<Engine, List<Cell>>> cells,
      Map<Selected, List<Unavailable>> unavailable,
      Map<Selected, List<String>> failures,
      Map<Engine, Map<String, String>> settings,
      Map<Engine, String> versions,
      Traces traces) {}

  /** Runs. */
  Outcome run() {
    try (RunContext context = new RunContext(options, installation, runId, say)) {
      Traces traces = new Traces(context.newDirectory(), options.trace().map(Trace::open));
      Outcome outcome =
          new Outcome(
              new HashMap<>(),
              new HashMap<>(),
              new HashMap<>(),
              new EnumMap<>(Engine.class),
              new HashMap<>(),
              traces);
      for (int repetition = 0; repetition < options.repeat(); repetition++) {
        for (Engine engine : order(repetition)) {
          repetition(context, traces, engine, repetition, outcome);
        }
      }
      return outcome;
    }
  }

  /**
   * What an engine does in one repetition: a process of its own for each measured variant; in a
   * quick run, and for what is not measured, one process serves all.
   */
  private void repetition(
      RunContext context, Traces traces, Engine engine, int repetition, Outcome outcome) {
    List<Selected> able =
        options.selection().stream()
            .filter(selected -> able(engine, selected.variant()))
            .filter(selected -> repetition == 0 || timed(selected))
            .toList();
    List<Selected> together =
        able.stream().filter(selected -> options.quick() || !timed(selected)).toList();
    Station station = new Station(context, traces, engine, repetition, outcome);
    // who is killed is followed by a cold process: nothing else shall be served by that; first, as
    // of settings that differ those of what is timed stay
    station.serve(together.stream().filter(this::shortLived).toList(), Use.SHORT_LIVED);
    station.serve(together.stream().filter(each -> !shortLived(each)).toList(), Use.ANY);
    able.stream()
        .filter(selected -> !together.contains(selected))
        .forEach(station::serveUntilQuiet);
  }

  private boolean shortLived(Selected selected) {
    return selected.variant().failpoint().isPresent() && !timed(selected);
  }

  private boolean timed(Selected selected) {
    return selected.timed() && !options.parityOnly();
  }

  /** An engine in a repetition. */
  private final class Station {
    private static final int ATTEMPTS = 3;

    private final RunContext context;
    private final Traces traces;
    private final Engine engine;
    private final int repetition;
    private final Outcome outcome;

    /** Whether the process is not to be trusted with more. */
    private boolean broken;

    Station(RunContext context, Traces traces, Engine engine, int repetition, Outcome outcome) {
      this.context = context;
      this.traces = traces;
      this.engine = engine;
      this.repetition = repetition;
      this.outcome = outcome;
    }

    /** One process for all, and another after a failure. */
    void serve(List<Selected> selection, Use use) {
      Iterator<Selected> left = selection.iterator();
      while (left.hasNext()) {
        try (CellRunner runner = start(use)) {
          broken = false;
          while (left.hasNext() && !broken) {
            Selected selected = left.next();
            run(runner, selected).ifPresent(cell -> keep(selected, cell));
          }
          note(runner);
        }
      }
    }

    /** A process of its own; one that was disturbed is done again, at most twice. */
    void serveUntilQuiet(Selected selected) {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        try (CellRunner runner = start(Use.ANY)) {
          Optional<Cell> cell = run(runner, selected);
          note(runner);
          boolean again = cell.isPresent() && repeatable(cell.get()) && attempt < ATTEMPTS;
          if (!again) {
            cell.ifPresent(c -> keep(selected, c));
            return;
          }
          say.accept(engine.label() + " was disturbed: once more");
        }
      }
    }

    /** Disturbed, but right: what was wrong is kept, however noisy it was. */
    private boolean repeatable(Cell cell) {
      boolean right = cell.parity == null || cell.parity.equal();
      return cell.noisy() && right && cell.warnings.isEmpty();
    }

    private CellRunner start(Use use) {
      say.accept(
          "starting "
              + engine.label()
              + (options.repeat() > 1 ? ", repetition " + (repetition + 1) : ""));
      String name = engine.label() + "-" + (repetition + 1);
      return new CellRunner(
          context, traces, engine, options.gear(engine), Plant.NONE, use, name, say);
    }

    private Optional<Cell> run(CellRunner runner, Selected selected) {
      try {
        Cell cell = runner.run(selected, repetition == 0, timed(selected));
        if (cell.refusal != null) {
          refused(selected, gear(selected), "continuing from a damaged checkpoint", cell.refusal);
        }
        return Optional.of(cell);
      } catch (CellRunner.Refused e) {
        String state = options.state().name().toLowerCase(Locale.ROOT);
        String gear = gear(selected);
        refused(selected, gear, gear + ", " + state, e.getMessage());
        return Optional.empty();
      } catch (HarnessException e) {
        // one that fails must not cost a long run all others; where it is alone there is nothing
        // else to tell
        if (e.exitCode() != ExitCode.INVALID || options.selection().size() == 1) {
          throw e;
        }
        broken = true;
        outcome.failures().computeIfAbsent(selected, s -> new ArrayList<>()).add(e.getMessage());
        say.accept(e.getMessage());
        return Optional.empty();
      }
    }

    private String gear(Selected selected) {
      return selected.variant().gear(engine).orElse(options.gear(engine)).name();
    }

    private void refused(Selected selected, String gear, String what, String words) {
      outcome
          .unavailable()
          .computeIfAbsent(selected, s -> new ArrayList<>())
          .add(new Unavailable(engine, gear, what, words));
    }

    private void keep(Selected selected, Cell cell) {
      outcome
          .cells()
          .computeIfAbsent(selected, s -> new EnumMap<>(Engine.class))
          .computeIfAbsent(engine, e -> new ArrayList<>())
          .add(cell);
    }

    private void note(CellRunner runner) {
      outcome.settings().computeIfAbsent(engine, e -> new TreeMap<>()).putAll(runner.settings());
      outcome.versions().put(engine, runner.version());
    }
  }

  /**
   * A variant may be one engine's own. The floor can do what needs one event only; and it is no
   * engine that could be stopped and restored.
   */
  static boolean able(Engine engine, Variant variant) {
    return variant.engines().contains(engine)
        && (engine != Engine.FLOOR || (variant.perRecord().isPresent() && variant.timed()));
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
