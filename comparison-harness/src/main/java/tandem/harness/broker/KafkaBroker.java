package tandem.harness.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.process.ChildJvm;
import tandem.harness.process.Installation;

/**
 * The Kafka broker that a run starts for itself: a JVM on a free loopback port, gone with its
 * folder when closed.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final String MODULE = "comparison-harness/broker";
  private static final int START_SECONDS = 60;

  private final ChildJvm process;
  private final String bootstrap;

  private KafkaBroker(ChildJvm process, String bootstrap) {
    this.process = process;
    this.bootstrap = bootstrap;
  }

  /**
   * Starts one and waits until it serves.
   *
   * @param folder for its data; deleted when it ends
   * @param log for its log
   */
  public static KafkaBroker start(Installation installation, Path folder, Path log) {
    List<Integer> ports = freePorts();
    CompletableFuture<String> ready = new CompletableFuture<>();
    ChildJvm process =
        ChildJvm.start(
            new ChildJvm.Launch(
                "broker",
                installation.classPath(MODULE),
                "tandem.broker.BrokerMain",
                List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC"),
                List.of(folder.toString(), ports.get(0).toString(), ports.get(1).toString()),
                log),
            ready::complete,
            () -> ready.completeExceptionally(new IllegalStateException("ended")));
    try {
      ready.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.close();
      throw new HarnessException(
          ExitCode.ENVIRONMENT, "the Kafka broker did not start; see " + log, e);
    } catch (InterruptedException e) {
      process.close();
      throw new HarnessException(ExitCode.INTERRUPTED, "interrupted", e);
    }
    return new KafkaBroker(process, "127.0.0.1:" + ports.get(0));
  }

  /** Address for clients. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }

  /** Two free ports, held at the same time so that they differ. */
  private static List<Integer> freePorts() {
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return List.of(first.getLocalPort(), second.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
