package tandem.harness.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tandem.harness.result.Comparison;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.GearMeasures;
import tandem.harness.result.HistogramName;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.Measures;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.PerEngine;
import tandem.harness.run.RunOptions.Selected;
import tandem.harness.stats.Comparer;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Variant;
import tandem.model.run.CheckpointPart;
import tandem.model.run.Engine;

/** Puts the cells of a variant together into its result: measures, outputs, what may be claimed. */
final class Assembly {
  private final RunOptions options;
  private final Selected selected;
  private final Map<Engine, List<Cell>> cells;
  private final Map<HistogramName, LatencyHistogram> histograms;

  Assembly(
      RunOptions options,
      Selected selected,
      Map<Engine, List<Cell>> cells,
      Map<HistogramName, LatencyHistogram> histograms) {
    this.options = options;
    this.selected = selected;
    this.cells = cells;
    this.histograms = histograms;
  }

  /**
   * The result.
   *
   * @param unavailable what an engine refused to do
   * @param failures how an engine failed in the middle of its work
   */
  ExerciseResult result(List<ExerciseResult.Unavailable> unavailable, List<String> failures) {
    Variant variant = selected.variant();
    Map<Engine, ParityFinding> parity = new EnumMap<>(Engine.class);
    Map<Engine, Measures> measures = new EnumMap<>(Engine.class);
    List<GearMeasures> gears = new ArrayList<>();
    Validity validity = new Validity(options, variant, cells);
    cells.forEach(
        (engine, repetitions) -> {
          parity.put(engine, finding(repetitions));
          Measures measured =
              new Repetitions(engine, selected, repetitions).measures(histograms::put);
          measures.put(engine, measured);
          gears.add(
              new GearMeasures(
                  selected.exercise().id(),
                  variant.name(),
                  engine,
                  variant.gear(engine).orElse(options.gear(engine)).name(),
                  measured));
          validity.judge(engine, parity.get(engine), measured);
        });
    unavailable.forEach(validity::judge);
    failures.forEach(validity::failed);
    boolean claimable =
        validity.valid()
            && !options.quick()
            && !options.parityOnly()
            && measures.values().stream().noneMatch(Measures::noisy);
    PerEngine<ParityFinding> findings = PerEngine.of(parity);
    PerEngine<Measures> measured = PerEngine.of(measures);
    List<Comparison> comparison =
        options.parityOnly() || !selected.timed()
            ? List.of()
            : Comparer.compare(
                new Comparer.Subject(
                    selected.exercise().id(),
                    variant.name(),
                    variant.emission(),
                    options.quick(),
                    validity.valid(),
                    options.seed()),
                findings,
                measured);
    return new ExerciseResult(
        selected.exercise().id(),
        variant.name(),
        selected.exercise().name(),
        selected.exercise().title(),
        variant == selected.exercise().headline(),
        variant.emission(),
        findings,
        equalToOtherEngine(),
        checkpoints(),
        measured,
        gears,
        comparison,
        validity.valid(),
        claimable,
        validity.warnings(),
        unavailable,
        meanings());
  }

  /** The same whichever engine's parity trace it was. */
  private List<ParityFinding.Difference> meanings() {
    return cells.values().stream()
        .flatMap(List::stream)
        .map(cell -> cell.meanings)
        .filter(rows -> !rows.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /**
   * Both engines' rows of the parity trace; updating rows and shares differ in number by what the
   * engines mean, and are not compared, and neither is what shows that they mean different things.
   */
  private Boolean equalToOtherEngine() {
    List<Cell> spark = cells.get(Engine.SPARK);
    List<Cell> flink = cells.get(Engine.FLINK);
    if (spark == null || flink == null || !comparable(selected.variant())) {
      return null;
    }
    List<String> ofSpark = spark.get(0).rows;
    List<String> ofFlink = flink.get(0).rows;
    if (ofSpark == null || ofFlink == null) {
      return null;
    }
    return ofSpark.equals(ofFlink);
  }

  private static boolean comparable(Variant variant) {
    return !variant.meaningsDiffer()
        && (variant.emission() == Emission.APPEND || variant.emission() == Emission.UPSERT);
  }

  private PerEngine<List<CheckpointPart>> checkpoints() {
    Map<Engine, List<CheckpointPart>> held = new EnumMap<>(Engine.class);
    cells.forEach(
        (engine, repetitions) -> {
          if (!repetitions.get(0).checkpoint.isEmpty()) {
            held.put(engine, repetitions.get(0).checkpoint);
          }
        });
    return PerEngine.of(held);
  }

  private ParityFinding finding(List<Cell> repetitions) {
    return repetitions.stream()
        .map(cell -> cell.parity)
        .filter(Objects::nonNull)
        .reduce(Findings::both)
        .orElse(null);
  }
}
