package tandem.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tandem.harness.broker.KafkaBroker;
import tandem.harness.broker.Topics;
import tandem.harness.engine.EngineLauncher;
import tandem.harness.process.Installation;
import tandem.harness.replay.Replayer;
import tandem.model.trace.Purpose;

/**
 * What all cells of a run share: broker, topics, the warm driver, and a scratch folder; all gone
 * when closed.
 */
final class RunContext implements AutoCloseable {
  private static final Duration PARITY_PATIENCE = Duration.ofMinutes(1);
  private static final Duration TIMED_PATIENCE = Duration.ofMinutes(3);

  private final RunOptions options;
  private final Path scratch;
  private final KafkaBroker broker;
  private final Topics topics;
  private final Replayer replayer;
  private final EngineLauncher launcher;
  private final AtomicInteger directories = new AtomicInteger();
  private final Thread cleaner = new Thread(this::deleteScratch, "delete-scratch");

  RunContext(RunOptions options, Installation installation, String runId) {
    this.options = options;
    try {
      scratch = Files.createTempDirectory("tandem-" + runId + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Ctrl-C ends the JVM without unwinding; children end by themselves when their input does
    Runtime.getRuntime().addShutdownHook(cleaner);
    broker =
        options.bootstrap().isPresent()
            ? null
            : KafkaBroker.start(
                installation, scratch.resolve("broker"), logs().resolve("broker.log"));
    topics = new Topics(bootstrap(), "tandem-" + runId, options.keep());
    replayer = new Replayer(bootstrap());
    launcher =
        new EngineLauncher(
            installation,
            options.parallelism(),
            options.heap(),
            Runtime.getRuntime().availableProcessors());
  }

  RunOptions options() {
    return options;
  }

  String bootstrap() {
    return broker == null ? options.bootstrap().orElseThrow() : broker.bootstrap();
  }

  /** The broker's process, where it is ours. */
  List<Long> brokerPids() {
    return broker == null ? List.of() : List.of(broker.pid());
  }

  Topics topics() {
    return topics;
  }

  Replayer replayer() {
    return replayer;
  }

  EngineLauncher launcher() {
    return launcher;
  }

  /** Where the logs of the run's processes are kept. */
  Path logs() {
    return options.out().resolve("logs");
  }

  /** A fresh folder in the scratch space. */
  Path newDirectory() {
    try {
      return Files.createDirectories(scratch.resolve("d" + directories.incrementAndGet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How long to wait for an engine to get somewhere. */
  Duration patience(Purpose purpose) {
    return purpose == Purpose.PARITY ? PARITY_PATIENCE : TIMED_PATIENCE;
  }

  @Override
  public void close() {
    try (replayer;
        topics) {
      // closed in the reverse order
    } finally {
      if (broker != null) {
        broker.close();
      }
      Runtime.getRuntime().removeShutdownHook(cleaner);
      deleteScratch();
    }
  }

  private void deleteScratch() {
    if (options.keep()) {
      return;
    }
    try (Stream<Path> files = Files.walk(scratch)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // a process that is ending may still delete its own part
    }
  }
}
