package tandem.harness.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tandem.harness.run.Contender;
import tandem.model.catalog.Variant;
import tandem.model.run.Engine;
import tandem.model.run.Gear;

/** Contenders with their gears, as they are named on the command line. */
final class Contenders {
  private Contenders() {}

  /**
   * The contenders of names such as {@code spark:every=1s}, {@code flink} (its standard gear) or
   * {@code floor}.
   *
   * @throws tandem.harness.HarnessException naming what is unknown, and what there is
   */
  static List<Contender> of(List<String> names) {
    return names.stream().map(Contenders::of).toList();
  }

  /**
   * The contenders for a variant.
   *
   * @param given on the command line; empty for the standard ones
   * @param standard of which the floor is left out where it can't do the variant
   * @throws tandem.harness.HarnessException as above, and if the floor was asked for and can't do
   *     the variant
   */
  static List<Contender> of(List<String> given, List<String> standard, Variant variant) {
    boolean floor = variant.perRecord().isPresent();
    List<Contender> contenders = of(given.isEmpty() ? standard : given);
    if (floor) {
      return contenders;
    }
    if (!given.isEmpty() && contenders.stream().anyMatch(Contenders::isFloor)) {
      throw MeasuringOptions.usage("--gear floor: the floor can't do what keeps state");
    }
    return contenders.stream().filter(each -> !isFloor(each)).toList();
  }

  private static boolean isFloor(Contender contender) {
    return contender.engine() == Engine.FLOOR;
  }

  private static Contender of(String name) {
    int colon = name.indexOf(':');
    String engine = colon < 0 ? name : name.substring(0, colon);
    Engine which =
        Arrays.stream(Engine.values())
            .filter(each -> each.label().equals(engine))
            .findFirst()
            .orElseThrow(
                () ->
                    MeasuringOptions.usage(
                        "--gear '" + name + "' names no engine; give spark:, flink: or floor"));
    String gear = colon < 0 ? Gear.standard(which).name() : name.substring(colon + 1);
    return new Contender(which, MeasuringOptions.gear(which, gear));
  }

  /** The names of contenders, for people. */
  static String shown(List<Contender> contenders) {
    return contenders.stream()
        .map(each -> each.engine().label() + ":" + each.gear().name())
        .collect(Collectors.joining(" "));
  }
}
