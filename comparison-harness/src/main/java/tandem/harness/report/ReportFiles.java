package tandem.harness.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.harness.ExitCode;
import tandem.harness.HarnessException;
import tandem.harness.report.page.Page;
import tandem.harness.result.PublishedSchema;
import tandem.harness.result.ResultJson;

/** Writes the files of a report, and reads the one that holds everything. */
final class ReportFiles {
  private static final ObjectMapper JSON = ResultJson.mapper();

  private ReportFiles() {}

  /**
   * What every report has, by name: the record that holds everything, first, and what is made from
   * it.
   *
   * @throws IllegalStateException if the record does not fit its schema
   */
  static Map<String, String> of(PublishedSchema schema, Object holder, Page page) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(schema.file(), json(schema, holder));
    files.put(Report.HTML, HtmlReport.render(page));
    files.put("summary.md", MarkdownReport.render(page));
    return files;
  }

  /**
   * The record alone.
   *
   * @throws IllegalStateException if it does not fit its schema
   */
  static String json(PublishedSchema schema, Object holder) {
    JsonNode json = JSON.valueToTree(holder);
    schema.validate(json);
    return json.toPrettyString() + "\n";
  }

  /**
   * Writes files by name into a directory, which is made if it is not there. Each takes the place
   * of the one before only when it is whole: hours of an interrupted sweep may stand in that.
   */
  static List<Path> write(Map<String, String> files, Path directory) {
    List<Path> written = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path whole = directory.resolve(file.getKey());
        Path part = directory.resolve(file.getKey() + ".part");
        try {
          Files.writeString(part, file.getValue());
          written.add(Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING));
        } finally {
          Files.deleteIfExists(part);
        }
      }
    } catch (IOException e) {
      throw new HarnessException(
          ExitCode.ENVIRONMENT,
          "can't write the report into %s (%s); make room or give another --out, and run again"
              .formatted(directory, e.getMessage()),
          e);
    }
    return written;
  }

  /**
   * Reads a record.
   *
   * @param version the only version of its form that is known here
   * @throws HarnessException in one line, if it is not there or can't be read
   */
  static <T> T read(Path directory, PublishedSchema schema, int version, Class<T> type) {
    Path file = directory.resolve(schema.file());
    if (!Files.isRegularFile(file)) {
      throw new HarnessException(
          ExitCode.USAGE, "there is no " + schema.file() + " in " + directory);
    }
    try {
      JsonNode json = JSON.readTree(file.toFile());
      int found = json.path("schemaVersion").asInt();
      // What is no object at all has no version either; the schema says that better.
      if (json.isObject() && found != version) {
        throw new HarnessException(
            ExitCode.USAGE, file + " has schema version " + found + ", which is not known here");
      }
      schema.validate(json);
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
