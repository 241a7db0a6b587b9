package tandem.harness.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tandem.harness.run.Contender;
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
