package tandem.harness.report;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tandem.harness.result.SweepResult;
import tandem.harness.result.SweepResult.Point;
import tandem.model.run.Engine;

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

  /**
   * The highest rate at which most gears keep up. One at which no engine is wholly missing is
   * preferred: a comparison of gears that leaves out an engine shows little.
   */
  private static Double reference(List<GearView> gears, List<Double> rates) {
    List<GearView> able =
        gears.stream().filter(gear -> gear.points().stream().anyMatch(GearView::usable)).toList();
    Predicate<Double> most =
        rate ->
            able.stream().filter(gear -> gear.usableAt(rate).isPresent()).count() * 2 > able.size();
    Predicate<Double> everyEngine =
        rate ->
            engines(able)
                .equals(
                    engines(
                        able.stream().filter(gear -> gear.usableAt(rate).isPresent()).toList()));
    return last(rates, most.and(everyEngine)).or(() -> last(rates, most)).orElse(null);
  }

  private static Optional<Double> last(List<Double> rates, Predicate<Double> wanted) {
    return rates.stream().filter(wanted).reduce((earlier, later) -> later);
  }

  private static Set<Engine> engines(List<GearView> gears) {
    return gears.stream()
        .map(GearView::engine)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Engine.class)));
  }
}
