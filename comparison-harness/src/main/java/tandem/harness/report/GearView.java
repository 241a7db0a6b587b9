package tandem.harness.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.harness.report.page.Cell;
import tandem.harness.report.page.Tone;
import tandem.harness.result.LatencyMeasures.Latency;
import tandem.harness.result.SweepResult;
import tandem.harness.result.SweepResult.GearCurve;
import tandem.harness.result.SweepResult.Point;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Gear.Guarantee;

/**
 * A gear of a sweep as it is shown.
 *
 * @param variant its place among its engine's gears, from 0: its shade, mark and dash
 * @param name its name in the reader's language, such as {@code Spark every=1s}
 * @param inSentence the same within a sentence
 * @param tone {@link Tone#VOID} where its output was wrong, so that its figures count for nothing
 * @param points by rising rate, up to the first at which it was saturated
 */
record GearView(
    GearCurve curve, int variant, String name, String inSentence, Tone tone, List<Point> points) {

  /** All gears in order, those that could not run too. */
  static List<GearView> of(SweepResult sweep, Messages words) {
    Map<Engine, Integer> seen = new EnumMap<>(Engine.class);
    List<GearView> views = new ArrayList<>();
    for (GearCurve curve : sweep.gears()) {
      Engine engine = curve.engine();
      // The floor has one gear, and its name would only say "floor" again.
      String gear = engine == Engine.FLOOR ? "" : " " + curve.gear();
      views.add(
          new GearView(
              curve,
              seen.merge(engine, 1, Integer::sum) - 1,
              words.engine(engine) + gear,
              words.inSentence(engine) + gear,
              curve.parity() != null && !curve.parity().equal() ? Tone.VOID : Tone.PLAIN,
              upToSaturation(curve.points())));
    }
    return views;
  }

  Engine engine() {
    return curve.engine();
  }

  /** Its name as a cell: the engine, and the gear beneath. */
  Cell heading(Messages words) {
    Cell cell = Cell.engine(engine(), words.engine(engine())).as(tone);
    return engine() == Engine.FLOOR ? cell : cell.with(curve.gear());
  }

  /** One of its figures as a cell. */
  Cell figure(String text) {
    return Cell.number(text).as(tone);
  }

  /** Whether its figures count for nothing. */
  boolean isVoid() {
    return tone == Tone.VOID;
  }

  /** Whether it ran and put out what it should. */
  boolean counts() {
    return curve.unavailable() == null && !isVoid();
  }

  /** Its point at a rate. */
  Optional<Point> at(double rate) {
    return points.stream().filter(point -> sameRate(point.offeredPerSecond(), rate)).findFirst();
  }

  /** Its point at a rate, where it kept up and its latency can be believed. */
  Optional<Point> usableAt(double rate) {
    return at(rate).filter(GearView::usable);
  }

  /** The point at which it could not keep up. */
  Optional<Point> saturation() {
    return points.stream().filter(Point::saturated).findFirst();
  }

  /** The greatest rate at which it kept up, events per second, or null. */
  Double keptUpTo() {
    return points.stream()
        .filter(point -> !point.saturated())
        .map(Point::offeredPerSecond)
        .max(Double::compare)
        .orElse(null);
  }

  /** The rate at which it works off a backlog, events per second, or null. */
  Double capacity() {
    return curve.drain() == null ? null : curve.drain().eventsPerSecond();
  }

  /** Whether its rows become visible only when a transaction commits. */
  boolean exactlyOnce() {
    try {
      return Gear.parse(engine(), curve.gear()).guarantee() == Guarantee.EXACTLY_ONCE;
    } catch (IllegalArgumentException e) {
      // A name that this version does not know: its latencies are shown all the same.
      return false;
    }
  }

  /** Whether a point's latency is that of work in time, for traffic that was sent in time. */
  static boolean usable(Point point) {
    return !point.saturated() && !point.generatorLate() && p50(point) != null;
  }

  /** Whether a point's figures may be those of the generator or of other work. */
  static boolean doubtful(Point point) {
    return point.generatorLate() || point.noisy();
  }

  /** Median end-to-end latency, ms, or null. */
  static Double p50(Point point) {
    return at(point.endToEndMs(), "p50");
  }

  /** 99th percentile of end-to-end latency, ms, or null. */
  static Double p99(Point point) {
    return at(point.endToEndMs(), "p99");
  }

  /** A percentile of a latency that may not have been measured. */
  static Double at(Latency latency, String percentile) {
    return latency == null ? null : latency.at(percentile);
  }

  /** Processor seconds for a million events, or null where none were counted. */
  static Double cpu(Point point) {
    return point.cpuSecondsPerMillion() > 0 ? point.cpuSecondsPerMillion() : null;
  }

  private static List<Point> upToSaturation(List<Point> points) {
    List<Point> kept = new ArrayList<>();
    for (Point point : points) {
      kept.add(point);
      if (point.saturated()) {
        break;
      }
    }
    return List.copyOf(kept);
  }

  /** Rates are asked for as whole numbers; a schedule may round them. */
  private static boolean sameRate(double one, double other) {
    return Math.abs(one - other) <= 1e-6 * Math.max(one, other);
  }
}
