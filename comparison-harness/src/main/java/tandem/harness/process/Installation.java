package tandem.harness.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;

/** Where the project lies on this machine: the class paths and JVM options of its processes. */
public final class Installation {
  private static final String HOME_PROPERTY = "tandem.home";

  private final Path home;

  private Installation(Path home) {
    this.home = home;
  }

  /** The installation that {@code -Dtandem.home} names, or the one around the working directory. */
  public static Installation locate() {
    String named = System.getProperty(HOME_PROPERTY);
    Path candidate = named == null ? Path.of("").toAbsolutePath() : Path.of(named).toAbsolutePath();
    while (candidate != null && !Files.isDirectory(candidate.resolve("shared-model"))) {
      candidate = candidate.getParent();
    }
    if (candidate == null) {
      throw new HarnessException(
          ExitCode.ENVIRONMENT, "can't find the project; run ./tandem from its folder");
    }
    return new Installation(candidate);
  }

  /** The project's root folder. */
  public Path home() {
    return home;
  }

  /**
   * The class path of a module's process.
   *
   * @param module folder of the module, relative to the root
   */
  public String classPath(String module) {
    Path target = home.resolve(module).resolve("target");
    Path file = target.resolve("classpath.txt");
    if (!Files.isRegularFile(file)) {
      throw new HarnessException(
          ExitCode.ENVIRONMENT, module + " is not built; run: ./mvnw -DskipTests package");
    }
    return target.resolve("classes") + java.io.File.pathSeparator + read(file).strip();
  }

  /**
   * JVM options that a module's process needs, one a line in its {@code
   * src/main/jvm/jvm-options.txt}.
   */
  public List<String> jvmOptions(String module) {
    Path file = home.resolve(module).resolve("src/main/jvm/jvm-options.txt");
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    return read(file)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
