package tandem.harness.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tandem.harness.result.PublishedSchema;

/** Prints the JSON schema of a file of results. */
@Command(
    name = "schema",
    description = "Print the JSON schema of a file of results, such as result.json.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = "result",
      description = "Which: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private PublishedSchema schema;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(schema.text());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
