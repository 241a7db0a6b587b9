package tandem.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.process.Installation;
import tandem.harness.resources.Machine;
import tandem.harness.resources.Scheduler;
import tandem.harness.run.Forecast;
import tandem.harness.run.RunOptions;
import tandem.harness.services.Addresses;

/** Looks whether this machine can run, and predicts how long a run takes and what it needs. */
@Command(
    name = "doctor",
    description =
        "Check the machine; with the arguments of a run, such as '11.1.2 --quick', predict its time "
            + "and disk.",
    customSynopsis = "tandem doctor [ID... and options of 'tandem run']",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final long MEMORY_NEEDED = 4_500L << 20;
  private static final long DISK_NEEDED = 2_000L << 20;

  @Spec private CommandSpec spec;

  @Unmatched private List<String> run;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Installation installation = Installation.locate();
    boolean well =
        check(
            out,
            "Java " + System.getProperty("java.version"),
            Runtime.version().feature() >= Main.JAVA_FLOOR,
            "install JDK 17 or newer");
    Optional<RunOptions> options = Optional.ofNullable(run).map(DoctorCommand::options);
    Optional<Forecast> forecast = options.map(Forecast::of);
    List<Machine.Check> checks =
        Machine.checks(
            forecast.map(Forecast::memoryBytes).orElse(MEMORY_NEEDED),
            Forecast.scratch(),
            forecast.map(Forecast::diskBytes).orElse(DISK_NEEDED));
    for (Machine.Check each : checks) {
      well &= check(out, each.what(), each.fine(), each.mend());
    }
    Scheduler.autogroup().map(DoctorCommand::told).ifPresent(out::println);
    for (String module :
        List.of("spark-jobs", "flink-jobs", "comparison-harness", "comparison-harness/broker")) {
      well &=
          check(
              out,
              module + " built",
              Files.isRegularFile(
                  installation.home().resolve(module).resolve("target/classpath.txt")),
              "run ./mvnw -DskipTests package");
    }
    forecast.ifPresent(out::println);
    options.map(DoctorCommand::servers).ifPresent(lines -> lines.forEach(out::println));
    if (!well) {
      throw new HarnessException(ExitCode.ENVIRONMENT, "this machine is not ready; see above");
    }
    return 0;
  }

  /** A run is possible all the same, and right; its 99th percentiles are another matter. */
  private static String told(boolean autogroup) {
    return autogroup
        ? "HINT  Linux shares processors out by sessions (sched_autogroup), and busy threads may wait "
            + "up to 200 ms: sudo sysctl -w kernel.sched_autogroup_enabled=0"
        : "ok    processors are shared out by threads";
  }

  private static boolean check(PrintWriter out, String what, boolean fine, String mend) {
    out.println((fine ? "ok    " : "NOT   ") + what + (fine ? "" : ": " + mend));
    return fine;
  }

  /** The servers that a run would start, and those that it would use where they are. */
  private static List<String> servers(RunOptions options) {
    List<String> starts = new ArrayList<>();
    List<String> uses = new ArrayList<>();
    options
        .bootstrap()
        .ifPresentOrElse(address -> uses.add("Kafka at " + address), () -> starts.add("Kafka"));
    options.startedServices().forEach(service -> starts.add(service.title()));
    options
        .services()
        .forEach(
            (service, address) -> uses.add(service.title() + " at " + Addresses.masked(address)));
    return Stream.of(said("starts ", starts), said("uses ", uses)).flatMap(List::stream).toList();
  }

  private static List<String> said(String what, List<String> servers) {
    return servers.isEmpty() ? List.of() : List.of(what + String.join(", ", servers));
  }

  /** Asks the run command itself, so that its options and their defaults are known once. */
  private static RunOptions options(List<String> arguments) {
    RunCommand command = new RunCommand();
    new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(arguments.toArray(String[]::new));
    return command.options();
  }
}
