package tandem.harness.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tandem.harness.result.Comparison;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.GearMeasures;
import tandem.harness.result.HistogramName;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.LatencyMeasures;
import tandem.harness.result.LatencyMeasures.Population;
import tandem.harness.result.Measures;
import tandem.harness.result.OverloadMeasures;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.PerEngine;
import tandem.harness.run.RunOptions.Selected;
import tandem.harness.stats.Comparer;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Variant;
import tandem.model.run.CheckpointPart;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.StateBackend;

/**
 * Puts the cells of a variant together into its result: histograms merged, other figures by their
 * median, rules of validity applied.
 */
final class Assembly {
  private static final double LAG_FLOOR_MS = 10;
  private static final double LAG_SHARE = 0.05;

  private final RunOptions options;
  private final Selected selected;
  private final Map<Engine, List<Cell>> cells;
  private final Map<HistogramName, LatencyHistogram> histograms;
  private final List<String> warnings = new ArrayList<>();
  private boolean valid = true;

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

  ExerciseResult result(List<ExerciseResult.Unavailable> unavailable) {
    Variant variant = selected.variant();
    Map<Engine, ParityFinding> parity = new EnumMap<>(Engine.class);
    Map<Engine, Measures> measures = new EnumMap<>(Engine.class);
    List<GearMeasures> gears = new ArrayList<>();
    cells.forEach(
        (engine, repetitions) -> {
          parity.put(engine, finding(repetitions));
          Measures measured = measures(engine, repetitions);
          measures.put(engine, measured);
          gears.add(
              new GearMeasures(
                  selected.exercise().id(),
                  variant.name(),
                  engine,
                  variant.gear(engine).orElse(options.gear(engine)).name(),
                  measured));
          judge(engine, parity.get(engine), measured, repetitions);
        });
    unavailable.stream().filter(each -> !isMeant(each)).forEach(this::judge);
    boolean claimable =
        valid
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
                    valid,
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
        valid,
        claimable,
        warnings,
        unavailable);
  }

  /**
   * Both engines' rows of the parity trace; updating rows and shares differ in number by what the
   * engines mean, and are not compared.
   */
  private Boolean equalToOtherEngine() {
    List<Cell> spark = cells.get(Engine.SPARK);
    List<Cell> flink = cells.get(Engine.FLINK);
    if (spark == null || flink == null || !comparable(selected.variant().emission())) {
      return null;
    }
    List<String> ofSpark = spark.get(0).rows;
    List<String> ofFlink = flink.get(0).rows;
    if (ofSpark == null || ofFlink == null) {
      return null;
    }
    return ofSpark.equals(ofFlink);
  }

  private static boolean comparable(Emission emission) {
    return emission == Emission.APPEND || emission == Emission.UPSERT;
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

  private void judge(
      Engine engine, ParityFinding parity, Measures measures, List<Cell> repetitions) {
    repetitions.forEach(cell -> warnings.addAll(cell.warnings));
    if (parity != null && !parity.equal()) {
      invalid(
          engine.label() + ": the output is not what the oracle expects; its figures mean nothing");
    }
    Measures.State state = measures.state();
    if (state != null
        && state.expectedKeys() != null
        && !state.keys().equals(state.expectedKeys())) {
      invalid(
          engine.label()
              + ": "
              + state.keys()
              + " live entries of state, expected "
              + state.expectedKeys());
    }
    if (measures.noisy()) {
      warnings.add(noise(engine, measures));
    }
    if (measures.latencyMs() == null) {
      return;
    }
    LatencyMeasures.Latency latency = measures.latencyMs().endToEnd();
    if (latency.negative() > 0 || measures.latencyMs().broker().negative() > 0) {
      invalid(engine.label() + ": " + latency.negative() + " latencies below zero");
    }
    Double p50 = latency.at("p50");
    if (p50 == null) {
      invalid(
          engine.label() + ": only " + latency.samples() + " samples of latency; measure longer");
    } else if (measures.generatorLagMs().p99() > tolerableLagMs(p50)) {
      invalid(
          "%s: the generator was late, p99 %.1f ms; lower --rate"
              .formatted(engine.label(), measures.generatorLagMs().p99()));
    }
  }

  private static String noise(Engine engine, Measures measures) {
    return measures.foreignCpuCores() == null
        ? engine.label() + ": noisy machine while draining"
        : "%s: noisy machine, %.2f cores of foreign CPU and %.1f %% steal while measuring"
            .formatted(engine.label(), measures.foreignCpuCores(), measures.stealPercent());
  }

  /** How late the generator may be at its 99th percentile, beside a median latency. */
  static double tolerableLagMs(double p50Ms) {
    return Math.max(LAG_FLOOR_MS, LAG_SHARE * p50Ms);
  }

  /** Refusing a damaged checkpoint is what an engine has to do. */
  private boolean isMeant(ExerciseResult.Unavailable refused) {
    return cells.getOrDefault(refused.engine(), List.of()).stream()
        .anyMatch(cell -> refused.words().equals(cell.refusal));
  }

  /** What is off the engine's standard may be refused; the standard may not. */
  private void judge(ExerciseResult.Unavailable refused) {
    Gear standard = Gear.standard(refused.engine());
    if (options.state() == StateBackend.ROCKSDB
        && options.gear(refused.engine()).equals(standard)) {
      invalid(refused.engine().label() + " failed: " + refused.words());
    }
  }

  private void invalid(String why) {
    valid = false;
    warnings.add(why);
  }

  private Measures measures(Engine engine, List<Cell> all) {
    // a gear that ends with its input, and a trace that is only drained, have no live phase
    List<Cell> live = all.stream().filter(cell -> !cell.histograms.isEmpty()).toList();
    List<Cell> timed =
        all.stream().filter(cell -> !cell.histograms.isEmpty() || cell.drain != null).toList();
    Measures.State state =
        all.stream().map(cell -> cell.state).filter(Objects::nonNull).findFirst().orElse(null);
    boolean any = !live.isEmpty();
    return new Measures(
        any ? latency(engine, live) : null,
        drain(timed),
        state,
        any ? (Long) live.stream().mapToLong(cell -> cell.rssBytes).max().getAsLong() : null,
        median(live, cell -> cell.cpuSeconds),
        any ? (Long) median(live, cell -> (double) cell.gcMillis).longValue() : null,
        any
            ? new Measures.Lag(
                median(live, cell -> cell.lag.p50()),
                median(live, cell -> cell.lag.p99()),
                live.stream().mapToDouble(cell -> cell.lag.max()).max().getAsDouble())
            : null,
        median(all, cell -> cell.startupSeconds),
        median(live, cell -> cell.foreignCpuCores),
        median(live, cell -> cell.stealPercent),
        timed.stream().anyMatch(cell -> cell.noisy),
        timed.stream().map(Cell::repetition).toList(),
        Anatomy.of(timed.stream().flatMap(cell -> cell.dissected.stream()).toList()),
        overload(timed));
  }

  /** A course of events has no median: it is that of the repetition with the median rate. */
  private static OverloadMeasures overload(List<Cell> timed) {
    List<OverloadMeasures> sorted =
        timed.stream()
            .map(cell -> cell.overload)
            .filter(Objects::nonNull)
            .sorted(
                Comparator.comparing(
                    OverloadMeasures::backlogEventsPerSecond,
                    Comparator.nullsFirst(Comparator.naturalOrder())))
            .toList();
    return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
  }

  private LatencyMeasures latency(Engine engine, List<Cell> timed) {
    Map<Clock, LatencyHistogram> merged = new HashMap<>();
    for (Clock clock : Clock.values()) {
      LatencyHistogram all = new LatencyHistogram();
      timed.forEach(cell -> all.add(cell.histograms.get(clock)));
      merged.put(clock, all);
      histograms.put(
          new HistogramName(selected.exercise().id(), selected.variant().name(), engine, clock),
          all);
    }
    Variant variant = selected.variant();
    Population population =
        variant.emission() == Emission.UPDATE
            ? Population.UPDATES
            : variant.watermarkDelay().isPresent() && !variant.rowsAtOnce()
                ? Population.WINDOWS
                : Population.INPUTS;
    return new LatencyMeasures(
        merged.get(Clock.END_TO_END).summary(),
        merged.get(Clock.BROKER).summary(),
        timed.get(0).overTime,
        population == Population.WINDOWS
            ? variant
                .watermarkDelay()
                .map(Duration::toMillis)
                .map(millis -> millis / 1e3)
                .orElse(null)
            : null,
        population);
  }

  private static Measures.Drain drain(List<Cell> timed) {
    List<Measures.Drain> drains =
        timed.stream().map(cell -> cell.drain).filter(Objects::nonNull).toList();
    if (drains.isEmpty()) {
      return null;
    }
    Measures.Drain first = drains.get(0);
    return new Measures.Drain(
        medianOf(drains, Measures.Drain::eventsPerSecond),
        medianOf(drains, Measures.Drain::cpuSecondsPerMillion),
        first.events(),
        medianOf(drains, Measures.Drain::seconds),
        first.method());
  }

  private static Double medianOf(
      List<Measures.Drain> drains, Function<Measures.Drain, Double> field) {
    double[] values =
        drains.stream()
            .map(field)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return values.length == 0 ? null : (Double) median(values);
  }

  /** The median, or null of nothing. */
  private static Double median(List<Cell> cells, ToDoubleFunction<Cell> field) {
    return cells.isEmpty() ? null : (Double) median(cells.stream().mapToDouble(field).toArray());
  }

  private static double median(double[] values) {
    return org.apache.commons.statistics.descriptive.Median.withDefaults().evaluate(values);
  }
}
