package tandem.harness.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.result.RunInfo;
import tandem.harness.run.Contender;
import tandem.harness.run.RunOptions;

/** How commands that take long go on where they were interrupted. */
final class Resumption {
  private Resumption() {}

  /**
   * What an interrupted command has left in its folder.
   *
   * @param name of its file
   * @param read reads the file of a folder
   * @param effective the options that it must have had
   * @throws HarnessException if it had others
   */
  static <T> Optional<T> before(
      Path folder,
      String name,
      Function<Path, T> read,
      Function<T, RunInfo> info,
      Map<String, String> effective) {
    if (!Files.isRegularFile(folder.resolve(name))) {
      return Optional.empty();
    }
    T done = read.apply(folder);
    if (!info.apply(done).options().equals(effective)) {
      throw new HarnessException(
          ExitCode.USAGE,
          folder
              + " holds a "
              + name
              + " of other options; name another --out, or repeat its command: "
              + info.apply(done).command());
    }
    return Optional.of(done);
  }

  /** The options for people, and for telling whether a command goes on. */
  static Map<String, String> effective(RunOptions options, List<Contender> contenders) {
    Map<String, String> effective = new TreeMap<>(MeasuringOptions.effective(options));
    effective.keySet().removeIf(name -> name.startsWith("gear.") || name.equals("engines"));
    effective.remove("rate");
    effective.put("gears", Contenders.shown(contenders));
    effective.put("seed", Long.toString(options.seed()));
    effective.put("exercise", options.selection().get(0).exercise().id());
    effective.put("variant", options.selection().get(0).variant().name());
    return effective;
  }
}
