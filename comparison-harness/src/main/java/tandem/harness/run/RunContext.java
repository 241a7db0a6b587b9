package tandem.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.broker.KafkaBroker;
import tandem.harness.broker.Topics;
import tandem.harness.engine.EngineLauncher;
import tandem.harness.process.Installation;
import tandem.harness.replay.Replayer;
import tandem.harness.services.Services;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Variant;
import tandem.model.run.Gear;
import tandem.model.run.KafkaSettings;
import tandem.model.run.Plant;
import tandem.model.run.RunSpec;
import tandem.model.trace.Purpose;

/**
 * What all cells of a run share: broker, topics, the warm driver, and a scratch folder; all gone
 * when closed.
 */
final class RunContext implements AutoCloseable {
  private static final Duration PARITY_PATIENCE = Duration.ofMinutes(1);
  private static final Duration TIMED_PATIENCE = Duration.ofMinutes(3);

  /** With less than this a disk is full: a segment's index alone takes more. */
  private static final long FULL_BYTES = 16L << 20;

  private final RunOptions options;
  private final Watcher watcher;
  private final Path scratch;
  private KafkaBroker broker;
  private Topics topics;
  private Services services;
  private Replayer replayer;
  private final EngineLauncher launcher;
  private final AtomicInteger directories = new AtomicInteger();
  private volatile boolean ending;
  private final Thread cleaner = new Thread(this::interrupted, "clean-up");

  RunContext(RunOptions options, Installation installation, String runId, Watcher watcher) {
    this.options = options;
    this.watcher = watcher;
    scratch = Scratch.create(runId);
    // Ctrl-C ends the JVM without unwinding
    Runtime.getRuntime().addShutdownHook(cleaner);
    launcher =
        new EngineLauncher(
            installation,
            options.parallelism(),
            options.heap(),
            Runtime.getRuntime().availableProcessors());
    try {
      connect(installation, runId);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void connect(Installation installation, String runId) {
    services =
        new Services(
            installation,
            options.services(),
            scratch.resolve("services"),
            logs(),
            runId,
            options.keep());
    services.check();
    if (options.bootstrap().isEmpty()) {
      Path files = scratch.resolve("broker");
      Path log = logs().resolve("broker.log");
      boolean secured = options.selection().stream().anyMatch(s -> s.variant().secured());
      broker =
          secured
              ? KafkaBroker.startSecured(installation, files, log)
              : KafkaBroker.start(installation, files, log);
      broker.whenLost(() -> brokerLost(log));
    }
    topics = new Topics(bootstrap(), "tandem-" + runId, options.keep());
    replayer = new Replayer(bootstrap());
    services.start(options.startedServices());
  }

  RunOptions options() {
    return options;
  }

  String bootstrap() {
    return broker == null ? options.bootstrap().orElseThrow() : broker.bootstrap();
  }

  /** What a client has to set to come to Kafka by SASL_SSL; empty where that is not to be had. */
  Optional<Map<String, String>> secureClient() {
    return broker == null ? Optional.empty() : broker.secureClient();
  }

  /** The processes of broker and servers, where they are ours. */
  List<Long> serverPids() {
    List<Long> pids = new ArrayList<>(services.pids());
    if (broker != null) {
      pids.add(broker.pid());
    }
    return pids;
  }

  /** The servers beside Kafka. */
  Services services() {
    return services;
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

  /** Who is told how it goes. */
  Watcher watcher() {
    return watcher;
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

  /**
   * What an engine is told to run.
   *
   * @param purpose of its traffic
   * @param lease of the spaces that it has in servers beside Kafka
   * @param directory of the run's checkpoints and state
   * @param bounded upper bound of a micro-batch in records, or 0 for none
   * @param sampleEvery one record in how many is followed through the engine, or 0 for none
   */
  RunSpec spec(
      Exercise exercise,
      Variant variant,
      Purpose purpose,
      Map<String, String> topicNames,
      Services.Lease lease,
      Gear gear,
      Path directory,
      long bounded,
      long sampleEvery) {
    Map<String, String> sourceClient = new HashMap<>();
    if (variant.secured()) {
      sourceClient.putAll(secureClient().orElseThrow());
    }
    if (purpose == Purpose.PARITY) {
      sourceClient.putAll(KafkaSettings.UNTIMED_CONSUMER);
    }
    return new RunSpec(
        exercise.id(),
        variant.name(),
        bootstrap(),
        topicNames,
        variant.startFrom(),
        options.parallelism(),
        options.state(),
        options.profile(),
        gear,
        directory.toString(),
        false,
        variant.replaySpeed(),
        bounded,
        sampleEvery,
        Plant.NONE,
        null,
        lease.addresses(),
        Map.of(),
        sourceClient);
  }

  /** How long to wait for an engine to get somewhere. */
  Duration patience(Purpose purpose) {
    return purpose == Purpose.PARITY ? PARITY_PATIENCE : TIMED_PATIENCE;
  }

  @Override
  public void close() {
    try {
      closeAll(replayer, topics, services, broker);
    } finally {
      Runtime.getRuntime().removeShutdownHook(cleaner);
      deleteScratch();
    }
  }

  /** Closes each, also after one has failed; the first failure is thrown. */
  private static void closeAll(AutoCloseable... parts) {
    HarnessException failure = null;
    for (AutoCloseable part : parts) {
      try {
        if (part != null) {
          part.close();
        }
      } catch (Exception e) {
        failure = failure != null ? failure : new HarnessException(ExitCode.INTERNAL, "" + e, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void deleteScratch() {
    if (options.keep()) {
      Scratch.keep(scratch);
    } else {
      Scratch.delete(scratch);
    }
  }

  /** Every wait of the run is for something that can no longer come. */
  private void brokerLost(Path log) {
    if (!ending) {
      ending = true;
      String why =
          scratch.toFile().getUsableSpace() < FULL_BYTES
              ? "the disk of %s is full; free some and run again".formatted(scratch.getParent())
              : "see its log";
      watcher.lost("the Kafka broker has ended: %s; log: %s".formatted(why, log));
    }
  }

  /** Ends the children before their folders are deleted, and leaves no topic on others' brokers. */
  private void interrupted() {
    System.err.println(ending ? "tandem: cleaning up" : "tandem: interrupted; cleaning up");
    ending = true;
    Set<Long> keepers = services == null ? Set.of() : services.keepers();
    List<ProcessHandle> children =
        ProcessHandle.current().children().filter(child -> !keepers.contains(child.pid())).toList();
    children.forEach(ProcessHandle::destroyForcibly);
    children.forEach(child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    try {
      closeAll(broker == null ? topics : null, services);
    } finally {
      Scratch.endProcesses(scratch);
      deleteScratch();
    }
  }
}
