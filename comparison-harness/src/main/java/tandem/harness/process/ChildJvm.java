package tandem.harness.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;

/**
 * A JVM of our own making, spoken to in lines. It ends when its standard input ends, so nothing
 * outlives this process, however it dies; and it is ended by its handle, never by name.
 */
public final class ChildJvm implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int NICENESS = 5;

  private final String name;
  private final Path log;
  private final Process process;
  private final BufferedWriter input;
  private final Thread reader;

  private ChildJvm(String name, Path log, Process process, Consumer<String> lines, Runnable ended) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.reader = new Thread(() -> read(lines, ended), name + "-lines");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * What to start.
   *
   * @param name for threads and messages
   * @param classPath of the JVM
   * @param mainClass to run
   * @param jvmOptions such as the heap
   * @param arguments of the main class
   * @param log file for its logs and its standard error
   * @param priority beside this process
   */
  public record Launch(
      String name,
      String classPath,
      String mainClass,
      List<String> jvmOptions,
      List<String> arguments,
      Path log,
      Priority priority) {}

  /** Who gets a processor first where there are too few. */
  public enum Priority {
    SAME,
    /** Gives way to this process and its others. */
    LOWER
  }

  /**
   * Starts it.
   *
   * @param lines is given each line of its standard output
   * @param ended is called once, when that has ended
   */
  public static ChildJvm start(Launch launch, Consumer<String> lines, Runnable ended) {
    List<String> command = new ArrayList<>();
    if (launch.priority() == Priority.LOWER) {
      // it becomes the JVM, so that the process id is still the JVM's
      command.addAll(List.of("nice", "-n", Integer.toString(NICENESS)));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launch.jvmOptions());
    command.add("-Dtandem.log=" + launch.log());
    command.add("-cp");
    command.add(launch.classPath());
    command.add(launch.mainClass());
    command.addAll(launch.arguments());
    try {
      Files.createDirectories(launch.log().getParent());
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
              .start();
      return new ChildJvm(launch.name(), launch.log(), process, lines, ended);
    } catch (IOException e) {
      throw new HarnessException(
          ExitCode.ENVIRONMENT, "can't start " + launch.name() + ": " + e.getMessage(), e);
    }
  }

  /** Sends it a line. */
  public void send(String line) {
    try {
      input.write(line);
      input.newLine();
      input.flush();
    } catch (IOException e) {
      throw new HarnessException(ExitCode.INVALID, name + " has died; see " + log, e);
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Its log. */
  public Path log() {
    return log;
  }

  /** The last line of the log that looks like an error. */
  public String lastError() {
    try {
      List<String> lines = Files.readAllLines(log);
      for (int i = lines.size() - 1; i >= 0; i--) {
        if (lines.get(i).contains("ERROR")
            || lines.get(i).contains("Exception")
            || lines.get(i).contains("Error:")) {
          return lines.get(i).strip();
        }
      }
      return "no error in its log";
    } catch (IOException | UncheckedIOException e) {
      return "its log can't be read";
    }
  }

  /** Ends it now, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    await(PATIENCE);
  }

  /** Ends its input and waits until it is gone; what does not go is killed. */
  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException alreadyGone) {
      // a dead process has closed its end
    }
    if (!await(PATIENCE)) {
      kill();
    }
  }

  private boolean await(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return true;
    }
  }

  private void read(Consumer<String> lines, Runnable ended) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.accept(line);
      }
    } catch (IOException | UncheckedIOException gone) {
      // reported as the end
    } finally {
      ended.run();
    }
  }
}
