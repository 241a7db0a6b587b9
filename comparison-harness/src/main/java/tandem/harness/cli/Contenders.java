package tandem.harness.cli;

import java.util.List;
import tandem.harness.run.Sweep.Contender;
import tandem.model.run.Engine;

/** Reads contenders with their gears, such as {@code spark:every=1s}. */
final class Contenders {
  private Contenders() {}

  /**
   * The contenders of names, in order.
   *
   * @throws tandem.harness.HarnessException naming the first that is none, and its mend
   */
  static List<Contender> of(List<String> names) {
    return names.stream().map(Contenders::of).toList();
  }

  /** What people are shown. */
  static String shown(List<Contender> contenders) {
    return String.join(
        " ",
        contenders.stream().map(each -> each.engine().label() + ":" + each.gear().name()).toList());
  }

  private static Contender of(String name) {
    int colon = name.indexOf(':');
    String engine = colon < 0 ? name : name.substring(0, colon);
    Engine which =
        List.of(Engine.values()).stream()
            .filter(each -> each.label().equals(engine))
            .findFirst()
            .orElseThrow(
                () ->
                    MeasuringOptions.usage(
                        "--gear '" + name + "' names no engine; give spark:, flink: or floor"));
    String gear = colon < 0 ? which.label() : name.substring(colon + 1);
    return new Contender(which, MeasuringOptions.gear(which, gear));
  }
}
