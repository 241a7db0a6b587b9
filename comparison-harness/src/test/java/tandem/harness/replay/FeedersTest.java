package tandem.harness.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Feed;
import tandem.model.event.Evento;
import tandem.model.parity.RowSchema;
import tandem.model.trace.TraceEntry;

/** Feeders bring what they were given, when it is complete, and nothing else. */
final class FeedersTest {
  private final SentLog log = new SentLog(10, 1, 1);
  @TempDir private Path directory;

  @Test
  void filesAppearWhenTheyAreComplete() throws Exception {
    Feeder feeder =
        new FolderFeeder(WatchedFolder.in(directory, "in"), Feed.lines(".json", 2), Feeders::lines);
    send(feeder, "a");
    assertThat(files()).isEmpty();
    send(feeder, "b", "c");
    assertThat(files()).containsExactly("a\nb\n");
    feeder.flush();
    feeder.flush();
    assertThat(files()).containsExactly("a\nb\n", "c\n");
    assertThat(feeder.sources()).containsEntry("in", directory.resolve("in").toUri().toString());
    assertThat(log.acknowledgedMicros(0)).isPositive();
  }

  @Test
  void growingFilesEndAmidALineAndGetTheirRestLater() throws Exception {
    Feeder feeder =
        new GrowingFileFeeder(WatchedFolder.in(directory, "in"), Feed.growingLines(".json"));
    send(feeder, "uno", "cuatro");
    assertThat(files()).isEmpty();
    feeder.flush();
    assertThat(files()).containsExactly("uno\ncua");
    send(feeder, "x");
    feeder.flush();
    assertThat(files()).containsExactly("uno\ncuatro\nx\n");
    send(feeder, "dos");
    feeder.flush();
    assertThat(files()).containsExactly("uno\ncuatro\nx\n", "d");
  }

  @Test
  void parquetFilesHaveARowForEachRecord() throws Exception {
    RowSchema columns = RowSchema.of(Evento.class, Set.of("evento_id"), Set.of());
    Feeder feeder =
        new FolderFeeder(
            WatchedFolder.in(directory, "in"),
            Feed.parquet(10, columns),
            new ParquetContent(columns));
    send(feeder, "{\"evento_id\":\"e\",\"monto\":2.5}", "{\"timestamp\":\"2026-03-01\"}");
    feeder.flush();
    try (ParquetFileReader file =
        new ParquetFileReader(
            new LocalInputFile(directory.resolve("in/000000.parquet")),
            org.apache.parquet.ParquetReadOptions.builder(new PlainParquetConfiguration())
                .build())) {
      assertThat(file.getRecordCount()).isEqualTo(2);
      assertThat(file.getFileMetaData().getSchema().getFields())
          .extracting(field -> field.getName())
          .containsExactly("evento_id", "user_id", "tipo", "monto", "timestamp", "region");
    }
  }

  @Test
  void aSocketIsHeardByWhoeverIsThere() throws Exception {
    try (Feeder feeder = new SocketFeeder("in")) {
      send(feeder, "nobody hears this");
      String[] address = feeder.sources().get("in").split(":", -1);
      try (Socket first = new Socket(address[0], Integer.parseInt(address[1]))) {
        feeder.engineStarted();
        send(feeder, "a", "b");
        feeder.flush();
        BufferedReader lines = reader(first);
        assertThat(lines.readLine()).isEqualTo("a");
        assertThat(lines.readLine()).isEqualTo("b");
        feeder.engineStopped();
        assertThat(lines.readLine()).isNull();
      }
      send(feeder, "nor this");
      try (Socket second = new Socket(address[0], Integer.parseInt(address[1]))) {
        feeder.engineStarted();
        send(feeder, "c");
        feeder.flush();
        assertThat(reader(second).readLine()).isEqualTo("c");
      }
    }
  }

  private static BufferedReader reader(Socket socket) throws Exception {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private void send(Feeder feeder, String... values) {
    IntStream.range(0, values.length)
        .mapToObj(
            i ->
                new TraceEntry.Message(
                    i, 0, "in", 0, null, values[i].getBytes(StandardCharsets.UTF_8), Map.of(), 0))
        .forEach(message -> feeder.send(message, log));
  }

  /** What can be seen, in the order of its names. */
  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("in"))) {
      return files
          .sorted()
          .map(
              file -> {
                try {
                  return Files.readString(file);
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}
