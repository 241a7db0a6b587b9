package tandem.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import tandem.model.catalog.Dimension;
import tandem.model.catalog.Variant;
import tandem.model.codec.Json;
import tandem.model.parity.RowSchema;
import tandem.model.parity.RowSchema.Column;

/** The table that a variant looks rows up in, as a run would leave it in a folder. */
final class LookupFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LookupFiles() {}

  /** Writes the first version, and says where it is; nothing where the variant has no table. */
  static Map<String, String> of(Variant variant, Path directory) throws IOException {
    Optional<Dimension> table = variant.dimension();
    if (table.isEmpty()) {
      return Map.of();
    }
    Path folder = Files.createTempDirectory(directory, table.get().name());
    write(table.get(), folder.resolve("part.parquet"));
    return Map.of(table.get().name(), folder.toUri().toString());
  }

  private static void write(Dimension table, Path file) throws IOException {
    Schema schema = schema(table);
    try (ParquetWriter<GenericRecord> out =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withSchema(schema)
            .build()) {
      for (Record row : table.rows().apply(Dimension.FIRST)) {
        JsonNode values = JSON.readTree(Json.row(row));
        GenericRecord record = new GenericData.Record(schema);
        for (Column column : table.schema().columns()) {
          JsonNode value = values.path(column.name());
          record.put(
              column.name(),
              column.type() == RowSchema.Type.LONG
                  ? (Object) value.longValue()
                  : value.textValue());
        }
        out.write(record);
      }
    }
  }

  private static Schema schema(Dimension table) {
    FieldAssembler<Schema> fields = SchemaBuilder.record("row").fields();
    for (Column column : table.schema().columns()) {
      fields =
          column.type() == RowSchema.Type.LONG
              ? fields.optionalLong(column.name())
              : fields.optionalString(column.name());
    }
    return fields.endRecord();
  }
}
