package tandem.harness.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.result.ResultJson;

/** Writes the files of a report, and reads the one that holds everything. */
final class ReportFiles {
  private static final ObjectMapper JSON = ResultJson.mapper();

  private ReportFiles() {}

  /** Writes files by name into a directory, which is made if it is not there. */
  static List<Path> write(Map<String, String> files, Path directory) {
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> file : files.entrySet()) {
        written.add(Files.writeString(directory.resolve(file.getKey()), file.getValue()));
      }
    } catch (IOException e) {
      throw new HarnessException(
          ExitCode.ENVIRONMENT, "can't write the report into " + directory + ": " + e, e);
    }
    return written;
  }

  /**
   * Reads a record.
   *
   * @param version the only version of its form that is known here
   * @param check throws {@link IllegalStateException} for what does not fit its schema
   * @throws HarnessException in one line, if it is not there or can't be read
   */
  static <T> T read(
      Path directory, String name, int version, Consumer<JsonNode> check, Class<T> type) {
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new HarnessException(ExitCode.USAGE, "there is no " + name + " in " + directory);
    }
    try {
      JsonNode json = JSON.readTree(file.toFile());
      int found = json.path("schemaVersion").asInt();
      // What is no object at all has no version either; the schema says that better.
      if (json.isObject() && found != version) {
        throw new HarnessException(
            ExitCode.USAGE, file + " has schema version " + found + ", which is not known here");
      }
      check.accept(json);
      return JSON.treeToValue(json, type);
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      throw unreadable(directory, e);
    }
  }

  /** Says in one line why a run can't be read. */
  static HarnessException unreadable(Path directory, Exception e) {
    String firstLine = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new HarnessException(
        ExitCode.USAGE, "can't read the run in " + directory + ": " + firstLine, e);
  }
}
