package tandem.harness.services;

import java.io.IOException;
import java.nio.file.Path;
import redis.embedded.core.ExecutableProvider;

/** Redis in one folder, on the loopback interface; it keeps its data in memory only. */
final class RedisServer implements Server {
  private final Path folder;
  private final int port;
  private redis.embedded.RedisServer server;

  RedisServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  @Override
  public void start() throws IOException {
    server =
        redis.embedded.RedisServer.newRedisServer()
            .executableProvider(ExecutableProvider.newJarResourceProvider(folder.toFile()))
            .bind("127.0.0.1")
            .port(port)
            .setting("dir " + folder)
            .setting("save \"\"")
            .soutListener(System.err::println)
            .serrListener(System.err::println)
            .build();
    server.start();
  }

  @Override
  public void stop() throws IOException {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  @Override
  public long pid() throws IOException {
    return ProcessHandle.current()
        .children()
        .findFirst()
        .orElseThrow(() -> new IOException("Redis is not running"))
        .pid();
  }
}
