package tandem.flink.runtime.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.codec.Json;

/** What is in a Delta table whose rows are replaced by key. */
class CopyOnWriteTest {
  private static final List<String> KEYS = List.of("clave");

  @TempDir private Path directory;
  private String location;
  private CopyOnWrite<Fila> upserts;

  /** A row that is identified by its first column. */
  public record Fila(String clave, long numero, Double importe) {}

  @BeforeEach
  void newTable() {
    location = "file://" + directory.resolve("table");
    upserts = newCommitter();
  }

  @Test
  void theLastRowOfAKeyIsThereAndOthersStay() throws Exception {
    upsert("job", 1, new Fila("a", 1, 0.5), new Fila("b", 1, null));
    upsert("job", 2, new Fila("b", 2, 1.5), new Fila("c", 1, 2.5), new Fila("b", 3, 3.5));

    assertThat(rows())
        .containsExactly(
            json(new Fila("a", 1, 0.5)), json(new Fila("b", 3, 3.5)), json(new Fila("c", 1, 2.5)));
  }

  @Test
  void aCheckpointThatIsThereIsNotAppliedAgain() throws Exception {
    assertThat(upsert("job", 7, new Fila("a", 1, 1.0))).isTrue();
    assertThat(upsert("job", 7, new Fila("a", 2, 2.0))).isFalse();
    assertThat(rows()).containsExactly(json(new Fila("a", 1, 1.0)));
    // another process goes on, with what the table holds
    upserts = newCommitter();
    assertThat(upsert("job", 7, new Fila("a", 2, 2.0))).isFalse();
    assertThat(upsert("other", 1, new Fila("b", 1, 1.0))).isTrue();
    assertThat(rows()).containsExactly(json(new Fila("a", 1, 1.0)), json(new Fila("b", 1, 1.0)));
  }

  @Test
  void manyKeysAreSpreadOverAFewFilesAndChangesAreLeftNowhere() throws Exception {
    Fila[] many =
        IntStream.range(0, 500).mapToObj(i -> new Fila("k-" + i, i, 1.0)).toArray(Fila[]::new);
    upsert("job", 1, many);
    upsert("job", 2, new Fila("k-0", 1_000, 2.0));

    assertThat(rows()).hasSize(500).contains(json(new Fila("k-0", 1_000, 2.0)));
    // eight buckets, of which one was rewritten; the file that it had is still on disk
    assertThat(parquetFiles("")).hasSize(9);
    assertThat(parquetFiles("_changes")).isEmpty();
  }

  private CopyOnWrite<Fila> newCommitter() {
    return new CopyOnWrite<>(Fila.class, new DeltaTable(location), location, KEYS);
  }

  private boolean upsert(String appId, long checkpoint, Fila... rows) throws Exception {
    try (UpsertWriter<Fila> writer =
        new UpsertWriter<>(RecordType.of(Fila.class), location, KEYS, appId)) {
      for (Fila row : rows) {
        writer.write(row, null);
      }
      writer.flush(false);
      return upserts.apply(appId, checkpoint, List.copyOf(writer.prepareCommit()));
    }
  }

  private List<String> rows() throws Exception {
    List<String> rows = new ArrayList<>();
    new DeltaTable(location).read(rows::add);
    return rows.stream().sorted().toList();
  }

  private List<Path> parquetFiles(String folder) throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve("table").resolve(folder))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".parquet"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .toList();
    }
  }

  private static String json(Fila row) {
    return new String(Json.row(row), StandardCharsets.UTF_8);
  }
}
