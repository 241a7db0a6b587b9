package tandem.harness.stats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.harness.result.Comparison.Reason;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.GearMeasures;
import tandem.harness.result.LatencyMeasures.Population;
import tandem.harness.result.Measures;
import tandem.harness.result.Metric;
import tandem.harness.result.PerEngine;
import tandem.harness.result.Result;
import tandem.harness.result.RunInfo;
import tandem.harness.result.SweepResult;
import tandem.harness.result.SweepResult.GearCurve;
import tandem.harness.result.SweepResult.Point;
import tandem.model.run.Engine;

/**
 * All figures of a run or a sweep, each by what it is a figure of, so that two can be set side by
 * side.
 *
 * @param settings effective settings of each contender
 * @param sweep whether it is a sweep
 */
public record RunFigures(
    RunInfo run, PerEngine<Map<String, String>> settings, boolean sweep, Map<Key, Figure> figures) {

  /**
   * What a figure is of.
   *
   * @param gear of a sweep; empty for a run, where another gear is another option
   * @param offeredPerSecond of a latency in a sweep, else null
   */
  record Key(
      String exercise,
      String variant,
      Engine engine,
      String gear,
      Double offeredPerSecond,
      Metric metric) {}

  /**
   * A figure.
   *
   * @param gear that it was measured with
   * @param value null where there is none
   * @param repeated its value in each repetition
   * @param noisy whether the machine was busy otherwise
   * @param population what a sample of a latency is, or null
   * @param obstacle why it may not be compared with anything, or null
   */
  record Figure(
      String gear,
      Double value,
      List<Double> repeated,
      boolean noisy,
      Population population,
      Reason obstacle) {

    /** Whether it counts for nothing, even alone. */
    boolean isVoid() {
      return obstacle == Reason.WRONG_OUTPUT || obstacle == Reason.INVALID_RUN;
    }

    Judged.Side side() {
      return new Judged.Side(value, repeated, noisy);
    }
  }

  /** The figures of a run. */
  public static RunFigures of(Result result) {
    Map<Key, Figure> figures = new LinkedHashMap<>();
    for (ExerciseResult exercise : result.exercises()) {
      for (GearMeasures gear : exercise.gears()) {
        for (Metric metric : Metric.values()) {
          Figure figure = figure(result, exercise, gear, metric);
          if (figure.value() != null) {
            figures.put(
                new Key(exercise.id(), exercise.variant(), gear.engine(), "", null, metric),
                figure);
          }
        }
      }
    }
    return new RunFigures(result.run(), result.settings(), false, figures);
  }

  private static Figure figure(
      Result result, ExerciseResult exercise, GearMeasures gear, Metric metric) {
    Measures measures = gear.measures();
    boolean valid = result.valid() && exercise.valid();
    Reason obstacle =
        !exercise.right(gear.engine()) ? Reason.WRONG_OUTPUT : valid ? null : Reason.INVALID_RUN;
    Double value = positive(metric.in(measures));
    return new Figure(
        gear.gear(),
        value,
        value == null ? List.of() : Judged.Side.of(measures, metric).repeated(),
        measures.noisy(),
        measures.latencyMs() == null ? null : measures.latencyMs().population(),
        obstacle);
  }

  /** The figures of a sweep: each was measured once. */
  public static RunFigures of(SweepResult sweep) {
    Map<Key, Figure> figures = new LinkedHashMap<>();
    for (GearCurve curve : sweep.gears()) {
      Reason obstacle =
          !curve.right() ? Reason.WRONG_OUTPUT : sweep.valid() ? null : Reason.INVALID_RUN;
      for (Point point : curve.points()) {
        Reason own = obstacle != null ? obstacle : obstacle(point);
        put(figures, sweep, curve, point, Metric.LATENCY_P50, own);
        put(figures, sweep, curve, point, Metric.LATENCY_P99, own);
      }
      if (curve.drain() != null) {
        Double rate = curve.drain().eventsPerSecond();
        put(
            figures,
            key(sweep, curve, null, Metric.DRAIN_RATE),
            rate,
            curve.drainNoisy(),
            obstacle);
        Double cpu = curve.drain().cpuSecondsPerMillion();
        put(figures, key(sweep, curve, null, Metric.DRAIN_CPU), cpu, curve.drainNoisy(), obstacle);
      }
    }
    return new RunFigures(sweep.run(), PerEngine.none(), true, figures);
  }

  private static Reason obstacle(Point point) {
    if (point.generatorLate()) {
      return Reason.SENDER_LATE;
    }
    return point.saturated() ? Reason.SATURATED : null;
  }

  private static void put(
      Map<Key, Figure> figures,
      SweepResult sweep,
      GearCurve curve,
      Point point,
      Metric metric,
      Reason obstacle) {
    Double value = point.endToEndMs().at(metric == Metric.LATENCY_P50 ? "p50" : "p99");
    Key key = key(sweep, curve, point.offeredPerSecond(), metric);
    put(figures, key, value, point.noisy(), obstacle);
  }

  private static void put(
      Map<Key, Figure> figures, Key key, Double value, boolean noisy, Reason obstacle) {
    Double positive = positive(value);
    if (positive != null) {
      List<Double> once = List.of(positive);
      figures.put(key, new Figure(key.gear(), positive, once, noisy, null, obstacle));
    }
  }

  private static Key key(SweepResult sweep, GearCurve curve, Double offered, Metric metric) {
    return new Key(
        sweep.exercise(), sweep.variant(), curve.engine(), curve.gear(), offered, metric);
  }

  private static Double positive(Double value) {
    return value != null && value > 0 ? value : null;
  }
}
