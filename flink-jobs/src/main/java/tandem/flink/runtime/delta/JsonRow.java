package tandem.flink.runtime.delta;

import io.delta.kernel.data.Row;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import tandem.model.codec.Json;

/** A row that Kernel has read, as the JSON that it would be on a topic. */
final class JsonRow {
  private JsonRow() {}

  static String of(Row row) {
    Map<String, Object> columns = new LinkedHashMap<>();
    for (int i = 0; i < row.getSchema().length(); i++) {
      Object value = row.isNullAt(i) ? null : value(row, i, row.getSchema().at(i).getDataType());
      columns.put(row.getSchema().at(i).getName(), value);
    }
    return new String(Json.row(columns), StandardCharsets.UTF_8);
  }

  private static Object value(Row row, int column, DataType type) {
    if (type instanceof StringType) {
      return row.getString(column);
    } else if (type instanceof LongType) {
      return row.getLong(column);
    } else if (type instanceof DoubleType) {
      return row.getDouble(column);
    } else if (type instanceof TimestampType) {
      return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
    } else if (type instanceof DateType) {
      return LocalDate.ofEpochDay(row.getInt(column));
    }
    throw new IllegalArgumentException("no result has a column of type " + type);
  }
}
