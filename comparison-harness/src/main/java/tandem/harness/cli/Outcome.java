package tandem.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** What a measuring command prints when it has ended. */
final class Outcome {
  private Outcome() {}

  /**
   * Prints the result for a machine, or its gist and where the report is.
   *
   * @param folder of the report
   */
  static void tell(
      CommandSpec spec, boolean json, Object result, Supplier<String> gist, Path folder) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Main.json(out, result);
    } else {
      out.println(gist.get());
      out.println("report: " + folder.resolve("report.html").toAbsolutePath());
    }
  }
}
