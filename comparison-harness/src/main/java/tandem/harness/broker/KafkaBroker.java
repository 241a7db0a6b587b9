package tandem.harness.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Optional<SecureListener> secure;
  private final CompletableFuture<Void> ended;
  private volatile boolean closing;

  private KafkaBroker(
      ChildJvm process,
      String bootstrap,
      Optional<SecureListener> secure,
      CompletableFuture<Void> ended) {
    this.process = process;
    this.ended = ended;
    this.bootstrap = bootstrap;
    this.secure = secure;
  }

  /**
   * Starts one and waits until it serves.
   *
   * @param folder for its data; deleted when it ends
   * @param log for its log
   */
  public static KafkaBroker start(Installation installation, Path folder, Path log) {
    return start(installation, folder, log, freePorts(2), Optional.empty());
  }

  /** The same with a second listener that wants SASL_SSL. */
  public static KafkaBroker startSecured(Installation installation, Path folder, Path log) {
    List<Integer> ports = freePorts(3);
    // beside the broker's folder, which has to be empty
    Path keys = folder.resolveSibling(folder.getFileName() + "-keys");
    SecureListener secure = SecureListener.make(keys, ports.get(2));
    return start(installation, folder, log, ports, Optional.of(secure));
  }

  private static KafkaBroker start(
      Installation installation,
      Path folder,
      Path log,
      List<Integer> ports,
      Optional<SecureListener> secure) {
    List<String> arguments =
        new ArrayList<>(
            List.of(folder.toString(), ports.get(0).toString(), ports.get(1).toString()));
    secure.ifPresent(listener -> arguments.addAll(listener.arguments()));
    CompletableFuture<String> ready = new CompletableFuture<>();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    ChildJvm process =
        ChildJvm.start(
            new ChildJvm.Launch(
                "broker",
                installation.classPath(MODULE),
                "tandem.broker.BrokerMain",
                // with G1 it stood still for up to 80 ms while an engine had both processors, and
                // every contender's latency with it
                List.of("-Xms512m", "-Xmx512m", "-XX:+UseZGC"),
                arguments,
                log,
                ChildJvm.Priority.SAME),
            ready::complete,
            () -> {
              ready.completeExceptionally(new IllegalStateException("ended"));
              ended.complete(null);
            });
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
    return new KafkaBroker(process, "127.0.0.1:" + ports.get(0), secure, ended);
  }

  /** Address for clients. */
  public String bootstrap() {
    return bootstrap;
  }

  /** What a client has to set to come by the secured listener; empty where there is none. */
  public Optional<Map<String, String>> secureClient() {
    return secure.map(SecureListener::client);
  }

  /** Calls this if it ends by itself, as it does when its disk is full. */
  public void whenLost(Runnable task) {
    var unused =
        ended.thenRun(
            () -> {
              if (!closing) {
                task.run();
              }
            });
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    closing = true;
    process.close();
  }

  /** Free ports, held at the same time so that they differ. */
  private static List<Integer> freePorts(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : held) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
