package tandem.harness.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.process.ChildJvm;
import tandem.harness.process.Installation;
import tandem.model.catalog.Service;

/**
 * A server that a run has started for itself, on a port that stays the same when it is restarted.
 */
final class ServiceProcess implements AutoCloseable {
  private static final String MODULE = "comparison-harness";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Service service;
  private final int port = freePort();
  private final Path log;
  private final ChildJvm process;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private List<Long> pids = List.of();

  /**
   * Begins to start one.
   *
   * @param folder for all its files; deleted when it ends
   * @param log for its log
   */
  ServiceProcess(Service service, Installation installation, Path folder, Path log) {
    this.service = service;
    this.log = log;
    this.process =
        ChildJvm.start(
            new ChildJvm.Launch(
                service.label(),
                installation.classPath(MODULE),
                ServiceMain.class.getName(),
                // by its temporary folder the next run knows whose it was
                List.of("-Djava.io.tmpdir=" + folder, "-Xmx256m", "-XX:+UseSerialGC"),
                List.of(service.name(), folder.toString(), Integer.toString(port)),
                log,
                ChildJvm.Priority.SAME),
            answers::add,
            () -> answers.add("ended"));
  }

  /** Waits until it serves. */
  void awaitReady() {
    String ready = answer(ServiceMain.READY);
    pids = List.of(process.pid(), Long.parseLong(ready.substring(ready.indexOf(' ') + 1)));
  }

  /** The process that started it and takes it along when it ends. */
  long keeper() {
    return process.pid();
  }

  /** Its port on the loopback interface. */
  int port() {
    return port;
  }

  /** The processes whose work is this server's; their children's is too. */
  List<Long> pids() {
    return pids;
  }

  /** Stops the server in a run; its data stay. */
  void stop() {
    process.send(ServiceMain.STOP);
    answer(ServiceMain.STOPPED);
  }

  /** Starts it again, with its data, on the same port. */
  void restart() {
    process.send(ServiceMain.START);
    awaitReady();
  }

  @Override
  public void close() {
    process.close();
  }

  private String answer(String expected) {
    try {
      String answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (answer == null || !answer.startsWith(expected)) {
        throw new HarnessException(
            ExitCode.ENVIRONMENT,
            service.title()
                + " did not answer '"
                + expected
                + "'; see "
                + log
                + ", or name one that runs with --"
                + service.label());
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HarnessException(ExitCode.INTERRUPTED, "interrupted", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
