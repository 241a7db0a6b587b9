package tandem.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import oshi.SystemInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.process.Installation;
import tandem.harness.run.RunOptions.Selected;

/** Looks whether this machine can run, and predicts how long a run takes and what it needs. */
@Command(
    name = "doctor",
    description = "Check the machine; with exercises, predict time and disk of a run.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final long MEGABYTE = 1 << 20;
  private static final long MEMORY_NEEDED = 5_000 * MEGABYTE;
  private static final long DISK_NEEDED = 2_000 * MEGABYTE;

  // seconds seen on two cores; a prediction, not a promise
  private static final int START_SECONDS = 12;
  private static final int PARITY_SECONDS = 12;
  private static final int SETTLE_SECONDS = 12;
  private static final double DRAIN_EVENTS_PER_SECOND = 30_000;
  private static final long WARM_UP_EVENTS = 100_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Exercises of the run to predict.")
  private List<String> ids = List.of();

  @Option(names = "--quick", description = "Predict a quick run.")
  private boolean quick;

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
    long memory = new SystemInfo().getHardware().getMemory().getAvailable();
    well &=
        check(
            out,
            memory / MEGABYTE + " MB of memory free",
            memory >= MEMORY_NEEDED,
            "close programs: a run needs about 5 GB");
    FileStore disk = Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")));
    well &=
        check(
            out,
            disk.getUsableSpace() / MEGABYTE
                + " MB of disk free in "
                + System.getProperty("java.io.tmpdir"),
            disk.getUsableSpace() >= DISK_NEEDED,
            "free 2 GB, or set -Djava.io.tmpdir");
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
    if (!ids.isEmpty()) {
      predict(out);
    }
    if (!well) {
      throw new HarnessException(ExitCode.ENVIRONMENT, "this machine is not ready; see above");
    }
    return 0;
  }

  private static boolean check(PrintWriter out, String what, boolean fine, String mend) {
    out.println((fine ? "ok    " : "NOT   ") + what + (fine ? "" : ": " + mend));
    return fine;
  }

  private void predict(PrintWriter out) {
    List<Selected> selection = Selection.variants(ids, null, false);
    int repetitions = quick ? 1 : 5;
    int live = quick ? 28 : 75;
    long events = quick ? (selection.size() == 1 ? 500_000 : 0) : 1_000_000;
    double seconds = 10;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      seconds += 2 * START_SECONDS;
      for (Selected selected : selection) {
        double timed =
            selected.timed()
                ? live
                    + SETTLE_SECONDS
                    + (events == 0 ? 0 : (events + WARM_UP_EVENTS) / DRAIN_EVENTS_PER_SECOND)
                : 0;
        seconds += 2 * (timed + (repetition == 0 ? PARITY_SECONDS : 0));
        seconds += selected.variant().perRecord().isPresent() && selected.timed() ? timed : 0;
      }
    }
    long megabytes = (events * 4 + selection.size() * 200_000L) * 160 / MEGABYTE;
    out.printf("about %.0f minutes and %d MB of disk%n", Math.ceil(seconds / 60), megabytes);
  }
}
