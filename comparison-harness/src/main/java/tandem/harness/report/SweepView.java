package tandem.harness.report;

import java.util.List;
import java.util.Optional;
import tandem.harness.result.SweepResult;
import tandem.harness.result.SweepResult.Point;

/**
 * A sweep as it is shown, with what all parts of its report need to agree on.
 *
 * @param gears in the order in which they were asked for
 * @param rates all offered rates, rising, events per second
 * @param reference the rate at which gears are compared with each other; null where none can be
 */
record SweepView(SweepResult sweep, List<GearView> gears, List<Double> rates, Double reference) {

  static SweepView of(SweepResult sweep, Messages words) {
    List<GearView> gears = GearView.of(sweep, words);
    List<Double> rates =
        gears.stream()
            .flatMap(gear -> gear.points().stream())
            .map(Point::offeredPerSecond)
            .distinct()
            .sorted()
            .toList();
    return new SweepView(sweep, gears, rates, reference(gears, rates));
  }

  /** Those whose outputs were checked and right, without those that could not run. */
  List<GearView> right() {
    return gears.stream().filter(GearView::counts).toList();
  }

  /** Those whose output was wrong. */
  List<GearView> wrong() {
    return gears.stream().filter(GearView::isVoid).toList();
  }

  /** Those that ran. */
  List<GearView> ran() {
    return gears.stream().filter(gear -> gear.curve().unavailable() == null).toList();
  }

  /** The gear's point at the reference rate, where it can be compared. */
  Optional<Point> compared(GearView gear) {
    return reference == null ? Optional.empty() : gear.usableAt(reference);
  }

  /** How many gears can be compared at a rate. */
  long comparable(double rate) {
    return comparable(gears, rate);
  }

  /**
   * The highest of the rates at which the most gears can be compared: a picture of gears that
   * leaves one out because another rate is higher shows less than it could.
   */
  private static Double reference(List<GearView> gears, List<Double> rates) {
    Double best = null;
    for (Double rate : rates) {
      long here = comparable(gears, rate);
      if (here > 0 && (best == null || here >= comparable(gears, best))) {
        best = rate;
      }
    }
    return best;
  }

  private static long comparable(List<GearView> gears, double rate) {
    return gears.stream().filter(gear -> gear.usableAt(rate).isPresent()).count();
  }
}
