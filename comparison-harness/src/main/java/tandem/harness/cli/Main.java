package tandem.harness.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.result.ResultJson;
import tandem.harness.run.Run;
import tandem.model.trace.TraceException;

/**
 * The command line. Results go to standard output, progress and errors to standard error; errors
 * are one line.
 */
@Command(
    name = "tandem",
    description =
        "Runs streaming exercises on Spark Structured Streaming and Flink with identical Kafka traffic.",
    mixinStandardHelpOptions = true,
    version = "tandem " + Run.VERSION,
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      RunCommand.class,
      SweepCommand.class,
      DrainCommand.class,
      SustainCommand.class,
      CrashCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      TraceCommand.class,
      WatermarkCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      SchemaCommand.class
    })
public final class Main {
  static final int JAVA_FLOOR = 17;

  private Main() {}

  public static void main(String[] args) {
    System.exit(execute(args));
  }

  /** Runs one command line and returns its exit code. */
  public static int execute(String... args) {
    return execute(new CommandLine(new Main()), args);
  }

  static int execute(CommandLine line, String... args) {
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Main::usage);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> failed(failure, command.getErr(), List.of(args)));
    try {
      return line.execute(args);
    } catch (OutOfMemoryError tooMany) {
      // what was sent and what came is held until it has been compared
      line.getErr()
          .println(
              "tandem: the records of one phase do not fit into the driver's memory (%d MB); lower the rate, --duration or --events"
                  .formatted(Runtime.getRuntime().maxMemory() >> 20));
      return ExitCode.USAGE.code();
    }
  }

  private static int usage(ParameterException wrong, String[] args) {
    PrintWriter err = wrong.getCommandLine().getErr();
    String message = wrong.getMessage().lines().findFirst().orElse("");
    err.println(
        "tandem: "
            + message
            + " (see: tandem "
            + wrong.getCommandLine().getCommandName()
            + " --help)");
    return ExitCode.USAGE.code();
  }

  private static int failed(Exception failure, PrintWriter err, List<String> args) {
    if (ending()) {
      // what broke has been ended from outside, as everything else
      err.println("tandem: stopped");
      return ExitCode.INTERRUPTED.code();
    }
    if (failure instanceof HarnessException known) {
      err.println("tandem: " + known.getMessage());
      return known.exitCode().code();
    }
    if (failure instanceof TraceException wrong) {
      err.println("tandem: " + wrong.getMessage());
      return ExitCode.USAGE.code();
    }
    err.println("tandem: internal error in " + args + ": " + failure);
    failure.printStackTrace(err);
    return ExitCode.INTERNAL.code();
  }

  /** Whether this process has been told to end, by a signal. */
  private static boolean ending() {
    try {
      Thread asked = new Thread(() -> {}, "asks");
      Runtime.getRuntime().addShutdownHook(asked);
      Runtime.getRuntime().removeShutdownHook(asked);
      return false;
    } catch (IllegalStateException shuttingDown) {
      return true;
    }
  }

  /** Prints a value as JSON. */
  static void json(PrintWriter out, Object value) {
    try {
      out.println(ResultJson.mapper().writeValueAsString(value));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
