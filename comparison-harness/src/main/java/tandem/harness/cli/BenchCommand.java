package tandem.harness.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tandem.harness.bench.DriverBench;
import tandem.harness.process.Installation;

/** Measures what the driver can offer on this machine. */
@Command(
    name = "bench",
    description = "Measure the instrument itself: how fast the driver sends, and how late it is.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final Duration STEADY = Duration.ofSeconds(20);

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      defaultValue = "1000000",
      description = "Records to send as fast as can be (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--rate",
      defaultValue = "20000",
      description = "Records per second of the steady part (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(names = "--json", description = "Print as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (events < 1 || !(rate > 0)) {
      throw MeasuringOptions.usage("--events and --rate must be greater than 0");
    }
    Progress progress = new Progress(spec.commandLine().getErr());
    DriverBench.Figures figures =
        DriverBench.run(Installation.locate(), events, rate, STEADY, progress);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Main.json(out, figures);
    } else {
      out.printf(
          "driver alone: %.0f records/s of %.0f bytes%n",
          figures.recordsPerSecond(), figures.bytesPerRecord());
      out.printf(
          "at %.0f records/s it is late by p50 %.2f ms, p99 %.2f ms, at most %.2f ms%n",
          figures.offeredPerSecond(), figures.lagP50Ms(), figures.lagP99Ms(), figures.lagMaxMs());
    }
    return 0;
  }
}
