package tandem.harness.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tandem.harness.result.Measures.State;
import tandem.harness.result.Measures.StateAt;

/**
 * What can be read off a curve of state over event time: whether it grows or levels off, and where
 * a straight line through it would lead. Thirds are thirds of the event time.
 */
public final class StateCurve {
  /** Number of the last third, counted from 1. */
  public static final int LAST_THIRD = 3;

  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  /** From the middle third to the last, up to a tenth more is level. */
  private static final double LEVEL = 1.1;

  /** Where it levels off, it has got there with nine tenths of its most. */
  private static final double NEARLY = 0.9;

  /** A line is drawn through the first two thirds and checked against the end. */
  private static final double KNOWN = 2.0 / 3;

  /** How many times as long a line is drawn on. */
  private static final double AS_LONG = 10;

  private final State state;
  private final List<StateAt> points;

  /**
   * A line that was drawn through the first two thirds of a growing curve.
   *
   * @param predictedKeys where it says that the entries are at the end
   * @param error what that is off what was counted there, as a share of it
   * @param after ten times as long as was observed
   * @param keys entries then, if it goes on
   * @param bytes durable bytes then, at as many for each entry as at the end
   */
  public record Extrapolation(
      double predictedKeys, double error, Duration after, double keys, double bytes) {}

  /** Of a contender's state. */
  public StateCurve(State state) {
    this.state = state;
    this.points = state.overTime().stream().filter(at -> at.keys() != null).toList();
  }

  /** Mean entries of the last third over those of the middle third; null from too few points. */
  public Double growth() {
    Double middle = meanKeys(2);
    Double last = meanKeys(LAST_THIRD);
    return middle == null || last == null || middle == 0 ? null : (Double) (last / middle);
  }

  /** Whether the state has stopped growing; false where that is not known. */
  public boolean levelsOff() {
    Double growth = growth();
    return growth != null && growth <= LEVEL;
  }

  /** From when on it grows no more: the event time with nine tenths of its most; else null. */
  public Instant levelFrom() {
    double most = points.stream().mapToLong(StateAt::keys).max().orElse(0);
    return !levelsOff()
        ? null
        : points.stream()
            .filter(at -> at.keys() >= NEARLY * most)
            .map(StateAt::eventTime)
            .findFirst()
            .orElse(null);
  }

  /** Mean entries of the last third; null without points there. */
  public Double usualKeys() {
    return meanKeys(LAST_THIRD);
  }

  /** Entries that a day of event time adds, up to the count at the end; null without a stretch. */
  public Double keysPerDay() {
    double days = points.isEmpty() ? 0 : millis(last()) / MILLIS_PER_DAY;
    return days == 0 ? null : (Double) ((state.keys() - points.get(0).keys()) / days);
  }

  /** Median batch of a third, seconds; null where none was told. */
  public Double batchSeconds(int third) {
    double[] seconds =
        values(third, StateAt::batchSeconds).mapToDouble(Double::doubleValue).sorted().toArray();
    return seconds.length == 0 ? null : (Double) seconds[seconds.length / 2];
  }

  /** Median batch of the last third over that of the first; null where none was told. */
  public Double batchSlowdown() {
    Double first = batchSeconds(1);
    Double last = batchSeconds(LAST_THIRD);
    return first == null || last == null ? null : (Double) (last / first);
  }

  /** Where the curve leads; null where it levels off, or where there is too little of it. */
  public Extrapolation extrapolation() {
    if (growth() == null || levelsOff() || state.bytesPerKey() == null || state.keys() == 0) {
      return null;
    }
    List<StateAt> known = points.stream().filter(at -> millis(at) <= KNOWN * whole()).toList();
    double meanX = mean(known, this::millis);
    double meanY = mean(known, StateAt::keys);
    double above = known.stream().mapToDouble(p -> (millis(p) - meanX) * (p.keys() - meanY)).sum();
    double below = known.stream().mapToDouble(p -> Math.pow(millis(p) - meanX, 2)).sum();
    if (below == 0) {
      return null;
    }
    double slope = above / below;
    double predicted = meanY + slope * (whole() - meanX);
    double keys = meanY + slope * (AS_LONG * whole() - meanX);
    return new Extrapolation(
        predicted,
        predicted / state.keys() - 1,
        Duration.ofMillis((long) (AS_LONG * whole())),
        keys,
        keys * state.bytesPerKey());
  }

  private Double meanKeys(int third) {
    double[] keys = values(third, StateAt::keys).mapToDouble(Long::doubleValue).toArray();
    return keys.length == 0 ? null : (Double) Arrays.stream(keys).average().orElseThrow();
  }

  /** What is known in a third, counted from 1. */
  private <T> java.util.stream.Stream<T> values(int third, Function<StateAt, T> value) {
    double from = (third - 1.0) / 3 * whole();
    double to = (double) third / 3 * whole();
    return points.stream()
        .filter(at -> whole() > 0 && millis(at) > from && millis(at) <= to)
        .map(value)
        .filter(Objects::nonNull);
  }

  private static double mean(List<StateAt> points, ToDoubleFunction<StateAt> value) {
    return points.stream().mapToDouble(value).average().orElse(0);
  }

  private double whole() {
    return points.isEmpty() ? 0 : millis(last());
  }

  private StateAt last() {
    return points.get(points.size() - 1);
  }

  /** Event time since the first point. */
  private double millis(StateAt at) {
    return Duration.between(points.get(0).eventTime(), at.eventTime()).toMillis();
  }
}
