package tandem.harness.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;
import tandem.harness.result.HistogramName;
import tandem.harness.result.HistogramName.Clock;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.LatencyMeasures;
import tandem.harness.result.LatencyMeasures.Population;
import tandem.harness.result.Measures;
import tandem.harness.result.OverloadMeasures;
import tandem.harness.run.RunOptions.Selected;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Variant;
import tandem.model.run.Engine;

/**
 * All repetitions of a contender as one: histograms merged, other figures by their median, peaks by
 * the greatest.
 */
final class Repetitions {
  private final Engine engine;
  private final Selected selected;
  private final List<Cell> all;

  Repetitions(Engine engine, Selected selected, List<Cell> all) {
    this.engine = engine;
    this.selected = selected;
    this.all = all;
  }

  /**
   * The measures.
   *
   * @param keep is given the merged histogram of each clock, where there was live traffic
   */
  Measures measures(BiConsumer<HistogramName, LatencyHistogram> keep) {
    // a gear that ends with its input, and a trace that is only drained, have no live phase
    List<Cell> live = all.stream().filter(cell -> !cell.histograms.isEmpty()).toList();
    List<Cell> timed =
        all.stream().filter(cell -> !cell.histograms.isEmpty() || cell.drain != null).toList();
    Measures.State state =
        all.stream().map(cell -> cell.state).filter(Objects::nonNull).findFirst().orElse(null);
    boolean any = !live.isEmpty();
    return new Measures(
        any ? latency(live, keep) : null,
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
        timed.stream().anyMatch(Cell::noisy),
        timed.stream().map(Cell::repetition).toList(),
        Anatomy.of(timed.stream().flatMap(cell -> cell.dissected.stream()).toList()),
        overload(timed),
        all.stream()
            .map(cell -> cell.counts)
            .filter(counts -> !counts.isEmpty())
            .findFirst()
            .orElse(Map.of()));
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

  private LatencyMeasures latency(
      List<Cell> live, BiConsumer<HistogramName, LatencyHistogram> keep) {
    Map<Clock, LatencyHistogram> merged = new HashMap<>();
    for (Clock clock : Clock.values()) {
      LatencyHistogram sum = new LatencyHistogram();
      live.forEach(cell -> sum.add(cell.histograms.get(clock)));
      merged.put(clock, sum);
      keep.accept(
          new HistogramName(selected.exercise().id(), selected.variant().name(), engine, clock),
          sum);
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
        live.get(0).overTime,
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
    return Median.withDefaults().evaluate(values);
  }
}
