package tandem.flink.runtime.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.parity.RowSchema;

/** A folder for each checkpoint, which a second try takes over. */
class OverwritingSinkTest {
  @TempDir private Path directory;

  /** A row. */
  public record Fila(long numero) {}

  @Test
  void aSecondTryTakesThePlaceOfTheFirst() throws Exception {
    checkpoint(4, 1, 2);
    checkpoint(5, 3);
    assertThat(rows()).containsExactlyInAnyOrder(one(1), one(2), one(3));

    checkpoint(5, 3, 4);
    assertThat(rows()).containsExactlyInAnyOrder(one(1), one(2), one(3), one(4));
    checkpoint(4);
    assertThat(rows()).containsExactlyInAnyOrder(one(3), one(4));
  }

  @Test
  void aFolderThatNobodyMadeHasNoRows() throws Exception {
    assertThat(rows()).isEmpty();
  }

  private void checkpoint(long number, long... rows) throws Exception {
    try (OverwritingSink.Writer<Fila> writer =
        new OverwritingSink.Writer<>(RecordType.of(Fila.class), location(), 0)) {
      for (long row : rows) {
        writer.write(new Fila(row), null);
      }
      writer.flush(false);
      writer.snapshotState(number);
    }
  }

  private List<String> rows() throws Exception {
    List<String> rows = new ArrayList<>();
    RowSchema schema = RowSchema.of(Fila.class, Set.of("numero"), Set.of());
    new ParquetFiles().read(location(), schema, rows::add);
    return rows;
  }

  private String location() {
    return "file://" + directory.resolve("folders");
  }

  private static String one(long number) {
    return "{\"numero\":" + number + "}";
  }
}
