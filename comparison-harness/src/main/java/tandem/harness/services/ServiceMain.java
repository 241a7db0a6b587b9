package tandem.harness.services;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import tandem.model.catalog.Service;

/**
 * A server and its keeper: a process that starts it, stops and starts it again when told so, and
 * takes it along when its own input ends, so that no server outlives the run. It answers {@code
 * ready PID} and {@code stopped}.
 *
 * <p>Arguments: service, folder for all files, port.
 */
public final class ServiceMain {
  static final String START = "start";
  static final String STOP = "stop";
  static final String READY = "ready";
  static final String STOPPED = "stopped";

  private ServiceMain() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[1]));
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Server server = server(Service.valueOf(args[0]), folder, Integer.parseInt(args[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder), "end-server"));
    try (BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String command = START; command != null; command = commands.readLine()) {
        obey(command, server, answers);
      }
    } finally {
      Runtime.getRuntime().exit(0);
    }
  }

  private static void obey(String command, Server server, PrintStream answers) throws IOException {
    synchronized (server) {
      if (command.equals(START)) {
        server.start();
        answers.println(READY + " " + server.pid());
      } else {
        server.stop();
        answers.println(STOPPED);
      }
    }
  }

  private static Server server(Service service, Path folder, int port) {
    return switch (service) {
      case POSTGRES -> new PostgresServer(folder, port, Path.of(System.getProperty("tandem.log")));
      case REDIS -> new RedisServer(folder, port);
    };
  }

  private static void end(Server server, Path folder) {
    try {
      // a start under way is waited for: what it has begun would be left alone otherwise
      synchronized (server) {
        server.stop();
      }
    } catch (IOException e) {
      System.err.println("can't stop the server: " + e.getMessage());
    }
    delete(folder);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("can't delete " + folder + ": " + e.getMessage());
    }
  }
}
