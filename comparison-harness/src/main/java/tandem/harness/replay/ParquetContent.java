package tandem.harness.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import tandem.model.codec.Timestamps;
import tandem.model.parity.RowSchema;
import tandem.model.parity.RowSchema.Column;
import tandem.model.trace.TraceEntry;

/** Files of Parquet: a row for each record, whose value is JSON with some of the columns. */
final class ParquetContent implements FolderFeeder.Content {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RowSchema columns;
  private final MessageType type;

  ParquetContent(RowSchema columns) {
    this.columns = columns;
    this.type = type(columns);
  }

  @Override
  public void write(Path file, List<TraceEntry.Message> records) throws IOException {
    writeRows(file, records.stream().map(TraceEntry.Message::value).toList());
  }

  /** Writes a file of rows, of which each is JSON with some of the columns. */
  void writeRows(Path file, List<byte[]> rows) throws IOException {
    try (ParquetWriter<Group> out =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(type)
            .build()) {
      for (byte[] row : rows) {
        out.write(row(JSON.readTree(row)));
      }
    }
  }

  private Group row(JsonNode record) {
    Group row = new SimpleGroup(type);
    for (Column column : columns.columns()) {
      JsonNode value = record.path(column.name());
      if (!value.isMissingNode() && !value.isNull()) {
        switch (column.type()) {
          case TEXT -> row.append(column.name(), value.textValue());
          case LONG -> row.append(column.name(), value.longValue());
          case DOUBLE -> row.append(column.name(), value.doubleValue());
          case INSTANT ->
              row.append(column.name(), Timestamps.parse(value.textValue()).toEpochMilli());
          case DATE ->
              row.append(column.name(), (int) LocalDate.parse(value.textValue()).toEpochDay());
        }
      }
    }
    return row;
  }

  private static MessageType type(RowSchema columns) {
    Types.MessageTypeBuilder type = Types.buildMessage();
    for (Column column : columns.columns()) {
      switch (column.type()) {
        case TEXT ->
            type.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(column.name());
        case LONG -> type.optional(PrimitiveTypeName.INT64).named(column.name());
        case DOUBLE -> type.optional(PrimitiveTypeName.DOUBLE).named(column.name());
        case INSTANT ->
            type.optional(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                .named(column.name());
        case DATE ->
            type.optional(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.dateType())
                .named(column.name());
      }
    }
    return type.named("row");
  }
}
