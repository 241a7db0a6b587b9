package tandem.spark.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Adds up the files of one restorable version of a query's state; the older versions that Spark
 * keeps beside it are history.
 *
 * <p>A store lies in {@code state/OPERATOR/PARTITION}, with further stores (of a join) in folders
 * below. Its newest version is its newest snapshot and the changes after it: of RocksDB the {@code
 * .zip} with the shared tables and logs that its metadata lists, and {@code .changelog} files; of
 * the in-memory store {@code .snapshot} and {@code .delta} files.
 */
final class CheckpointFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckpointFiles() {}

  /** Bytes of the newest version of every store below a checkpoint's state folder. */
  static long newestVersionBytes(Path state) throws IOException {
    if (!Files.isDirectory(state)) {
      return 0;
    }
    List<Path> folders;
    try (Stream<Path> all = Files.walk(state)) {
      folders = all.filter(Files::isDirectory).toList();
    }
    long bytes = 0;
    for (Path folder : folders) {
      bytes += storeBytes(folder);
    }
    return bytes;
  }

  private static long storeBytes(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> version(file) >= 0).toList();
    }
    long snapshot =
        files.stream()
            .filter(CheckpointFiles::isSnapshot)
            .mapToLong(CheckpointFiles::version)
            .max()
            .orElse(0);
    long bytes = 0;
    for (Path file : files) {
      if (isSnapshot(file) && version(file) == snapshot) {
        bytes += Files.size(file) + (suffix(file).equals("zip") ? tableBytes(file) : 0);
      } else if (isChange(file) && version(file) > snapshot) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /** Sizes of the shared files that a RocksDB version's metadata lists. */
  private static long tableBytes(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      ZipEntry metadata = file.getEntry("metadata");
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(file.getInputStream(metadata), StandardCharsets.UTF_8))) {
        lines.readLine(); // the version of the format
        JsonNode listed = JSON.readTree(lines.readLine());
        long bytes = 0;
        for (JsonNode shared : listed.path("sstFiles")) {
          bytes += shared.path("sizeBytes").asLong();
        }
        for (JsonNode shared : listed.path("logFiles")) {
          bytes += shared.path("sizeBytes").asLong();
        }
        return bytes;
      }
    }
  }

  private static boolean isSnapshot(Path file) {
    return suffix(file).equals("zip") || suffix(file).equals("snapshot");
  }

  private static boolean isChange(Path file) {
    return suffix(file).equals("changelog") || suffix(file).equals("delta");
  }

  private static String suffix(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Version in a name such as {@code 17.zip}; -1 where it is no file of a version. */
  private static long version(Path file) {
    String digits = file.getFileName().toString().replaceAll("\\D.*", "");
    return digits.isEmpty() || !Files.isRegularFile(file) ? -1 : Long.parseLong(digits);
  }
}
