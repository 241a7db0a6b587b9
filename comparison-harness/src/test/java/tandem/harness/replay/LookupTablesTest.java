package tandem.harness.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Dimension;
import tandem.model.catalog.Dimension.Kind;
import tandem.model.catalog.Variant;
import tandem.model.parity.RowSchema;

/** What is in the folders of tables that rows are looked up in, before and after their change. */
final class LookupTablesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  /** A row of the table. */
  public record Fila(String clave, long version) {}

  @Test
  void aReplacedFileHasAnotherName() throws Exception {
    LookupTable table = make(Kind.PARQUET_REPLACED);
    assertThat(files()).containsExactly("part-1.parquet");
    assertThat(rows("part-1.parquet")).isEqualTo(1);

    table.change();

    assertThat(files()).containsExactly("part-2.parquet");
    assertThat(rows("part-2.parquet")).isEqualTo(2);
  }

  @Test
  void aFileInPlaceKeepsItsName() throws Exception {
    LookupTable table = make(Kind.PARQUET_IN_PLACE);
    assertThat(rows("part.parquet")).isEqualTo(1);

    table.change();

    assertThat(files()).containsExactly("part.parquet");
    assertThat(rows("part.parquet")).isEqualTo(2);
  }

  @Test
  void aDeltaTableHasATransactionForEachVersion() throws Exception {
    LookupTable table = make(Kind.DELTA);
    List<JsonNode> first = log("00000000000000000000.json");
    assertThat(first)
        .extracting(LookupTablesTest::action)
        .containsExactly("protocol", "metaData", "add");
    JsonNode schema = JSON.readTree(first.get(1).at("/metaData/schemaString").textValue());
    assertThat(schema.at("/fields/0/name").textValue()).isEqualTo("clave");
    assertThat(schema.at("/fields/1/type").textValue()).isEqualTo("long");

    table.change();

    List<JsonNode> second = log("00000000000000000001.json");
    assertThat(second).extracting(LookupTablesTest::action).containsExactly("remove", "add");
    assertThat(second.get(0).at("/remove/path")).isEqualTo(first.get(2).at("/add/path"));
    String added = second.get(1).at("/add/path").textValue();
    assertThat(rows(added)).isEqualTo(2);
    assertThat(second.get(1).at("/add/size").longValue())
        .isEqualTo(Files.size(folder().resolve(added)));
  }

  @Test
  void aVariantWithoutATableHasNoPlaces() {
    Variant plain = Catalog.exercise("11.1.2").headline();
    assertThat(LookupTables.make(plain, Map.of(), () -> directory).sources()).isEmpty();
  }

  private LookupTable make(Kind kind) {
    RowSchema schema = RowSchema.of(Fila.class, Set.of("clave"), Set.of());
    // the first version has a row, the second two
    Dimension dimension =
        new Dimension(
            "filas",
            kind,
            schema,
            version ->
                IntStream.range(0, version).mapToObj(i -> new Fila("k-" + i, version)).toList(),
            "version");
    Variant variant =
        Variant.named("looks-up", "looks up", "busca")
            .schema(schema)
            .dimension(dimension)
            .traffic((request, out) -> {})
            .oracle((inputs, meaning) -> List.of())
            .build();
    LookupTable table = LookupTables.make(variant, Map.of(), () -> directory);
    assertThat(table.sources()).isEqualTo(Map.of("filas", folder().toUri().toString()));
    return table;
  }

  private Path folder() {
    return directory.resolve("filas");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private long rows(String file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(folder().resolve(file)),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      return reader.getRecordCount();
    }
  }

  private List<JsonNode> log(String file) throws IOException {
    List<JsonNode> actions = new ArrayList<>();
    for (String line : Files.readAllLines(folder().resolve("_delta_log").resolve(file))) {
      actions.add(JSON.readTree(line));
    }
    return actions;
  }

  private static String action(JsonNode line) {
    return line.fieldNames().next();
  }
}
