package tandem.harness.stats;

import java.util.ArrayList;
import java.util.List;
import tandem.harness.result.Comparison;
import tandem.harness.result.Comparison.Reason;
import tandem.harness.result.Comparison.Verdict;
import tandem.harness.result.Measures;
import tandem.harness.result.Metric;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.PerEngine;
import tandem.model.catalog.Emission;
import tandem.model.run.Engine;

/**
 * Compares the contenders of one variant, figure by figure, and says of each ratio what may be said
 * (docs/method.md, sections 2 and 7).
 */
public final class Comparer {
  /** Numerator and denominator, so that a ratio above 1 reads "so many times the reference". */
  private static final List<Pair> PAIRS =
      List.of(
          new Pair(Engine.SPARK, Engine.FLINK),
          new Pair(Engine.SPARK, Engine.FLOOR),
          new Pair(Engine.FLINK, Engine.FLOOR));

  private final Subject subject;
  private final PerEngine<ParityFinding> parity;
  private final PerEngine<Measures> measures;

  /**
   * What is compared.
   *
   * @param quick whether it is a quick run, whose figures give shapes only
   * @param valid whether the run keeps the rules of validity
   * @param seed seed of the resampling
   */
  public record Subject(
      String exercise,
      String variant,
      Emission emission,
      boolean quick,
      boolean valid,
      long seed) {}

  private record Pair(Engine numerator, Engine denominator) {
    boolean has(Engine engine) {
      return numerator == engine || denominator == engine;
    }
  }

  private Comparer(Subject subject, PerEngine<ParityFinding> parity, PerEngine<Measures> measures) {
    this.subject = subject;
    this.parity = parity;
    this.measures = measures;
  }

  /**
   * Compares all pairs by all metrics that one of a pair has; state is compared between engines
   * only, as the floor keeps none.
   */
  public static List<Comparison> compare(
      Subject subject, PerEngine<ParityFinding> parity, PerEngine<Measures> measures) {
    return new Comparer(subject, parity, measures).all();
  }

  private List<Comparison> all() {
    List<Comparison> comparisons = new ArrayList<>();
    for (Pair pair : PAIRS) {
      Measures above = measures.get(pair.numerator());
      Measures below = measures.get(pair.denominator());
      if (above == null || below == null) {
        continue;
      }
      for (Metric metric : Metric.values()) {
        boolean measured = metric.in(above) != null || metric.in(below) != null;
        boolean floorHasNone = metric == Metric.STATE_BYTES_PER_KEY && pair.has(Engine.FLOOR);
        if (measured && !floorHasNone) {
          comparisons.add(compare(pair, metric));
        }
      }
    }
    return comparisons;
  }

  private Comparison compare(Pair pair, Metric metric) {
    Measures above = measures.get(pair.numerator());
    Measures below = measures.get(pair.denominator());
    Reason obstacle = obstacle(pair, metric);
    if (obstacle != null) {
      return row(pair, metric, null, null, Verdict.NOT_COMPARABLE, obstacle);
    }
    Judged judged =
        Judged.of(
            Judged.Side.of(above, metric),
            Judged.Side.of(below, metric),
            subject.quick(),
            subject.seed());
    return row(pair, metric, judged.ratio(), judged.interval(), judged.verdict(), judged.reason());
  }

  /** Why there is no fair ratio, or null. */
  private Reason obstacle(Pair pair, Metric metric) {
    ParityFinding above = parity.get(pair.numerator());
    ParityFinding below = parity.get(pair.denominator());
    if (above == null || below == null || !above.equal() || !below.equal()) {
      return Reason.WRONG_OUTPUT;
    }
    if (!subject.valid()) {
      return Reason.INVALID_RUN;
    }
    if (!positive(pair.numerator(), metric) || !positive(pair.denominator(), metric)) {
      return Reason.NOT_MEASURED;
    }
    return switch (metric) {
      case LATENCY_P50, LATENCY_P99 -> {
        if (!samePopulation(pair)) {
          yield Reason.OTHER_POPULATION;
        }
        yield pair.has(Engine.FLOOR) && floorAnswersLater(metric)
            ? Reason.FLOOR_SLOWER_THAN_ENGINE
            : null;
      }
      case DRAIN_RATE, DRAIN_CPU -> {
        boolean sameRows = above.observed() == below.observed();
        if (subject.emission() == Emission.UPDATE && !sameRows) {
          yield Reason.OTHER_NUMBER_OF_ROWS;
        }
        yield pair.has(Engine.FLOOR) && floorIsSlower() ? Reason.FLOOR_SLOWER_THAN_ENGINE : null;
      }
      case STATE_BYTES_PER_KEY -> null;
    };
  }

  private boolean positive(Engine engine, Metric metric) {
    Double value = metric.in(measures.get(engine));
    return value != null && value > 0;
  }

  private boolean samePopulation(Pair pair) {
    return measures.get(pair.numerator()).latencyMs().population()
        == measures.get(pair.denominator()).latencyMs().population();
  }

  private boolean floorIsSlower() {
    Double floor = Metric.DRAIN_RATE.in(measures.floor());
    return floor != null
        && measures.engines().stream()
            .map(engine -> Metric.DRAIN_RATE.in(measures.get(engine)))
            .anyMatch(rate -> rate != null && rate > floor);
  }

  /** By chance the floor's percentile is a little above that of an engine that is as quick. */
  private boolean floorAnswersLater(Metric latency) {
    double floor = latency.in(measures.floor());
    return measures.engines().stream()
        .filter(engine -> positive(engine, latency))
        .filter(engine -> samePopulation(new Pair(engine, Engine.FLOOR)))
        .mapToDouble(engine -> latency.in(measures.get(engine)))
        .anyMatch(engine -> floor > engine && RatioInterval.isEffect(floor / engine));
  }

  private Comparison row(
      Pair pair,
      Metric metric,
      Double ratio,
      RatioInterval interval,
      Verdict verdict,
      Reason reason) {
    return new Comparison(
        subject.exercise(),
        subject.variant(),
        metric,
        metric.unit(),
        pair.numerator(),
        pair.denominator(),
        compared(pair.numerator(), metric, interval),
        compared(pair.denominator(), metric, interval),
        ratio,
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        interval == null ? null : interval.minimumDetectableEffect(),
        verdict,
        reason);
  }

  /** With an interval, what stands in the ratio: the median over the repetitions. */
  private Double compared(Engine engine, Metric metric, RatioInterval interval) {
    return interval == null
        ? metric.in(measures.get(engine))
        : (Double) Judged.Side.of(measures.get(engine), metric).median();
  }
}
