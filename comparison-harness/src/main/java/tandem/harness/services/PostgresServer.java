package tandem.harness.services;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL with all its files in one folder, on the loopback interface. It makes commits durable
 * as it does when installed, which the library would leave out: an insert costs what it costs.
 */
final class PostgresServer implements Server {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Path folder;
  private final int port;
  private final Path log;
  private EmbeddedPostgres server;

  PostgresServer(Path folder, int port, Path log) {
    this.folder = folder;
    this.port = port;
    this.log = log;
  }

  @Override
  public void start() throws IOException {
    var output = ProcessBuilder.Redirect.appendTo(log.toFile());
    server =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(folder.toFile())
            .setDataDirectory(data())
            // a second start finds what the first has left
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(port)
            .setPGStartupWait(START)
            .setLocaleConfig("locale", "C")
            .setServerConfig("listen_addresses", "127.0.0.1")
            // a socket file would lie outside of the folder
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            // transactions that are prepared and committed later, as exactly-once sinks do
            .setServerConfig("max_prepared_transactions", "64")
            .setOutputRedirector(output)
            .setErrorRedirector(output)
            .start();
  }

  @Override
  public void stop() throws IOException {
    if (server == null) {
      return;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid());
    server.close();
    server = null;
    // it says that it has stopped when it has only closed its files
    process.ifPresent(
        ending ->
            ending
                .onExit()
                .orTimeout(STOP.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(
                    tooLong -> {
                      ending.destroyForcibly();
                      return ending;
                    })
                .join());
  }

  @Override
  public long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0).strip());
  }

  private Path data() {
    return folder.resolve("data");
  }
}
