package tandem.flink.runtime.delta;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tandem.model.parity.RowSchema;

/**
 * A result record's columns as Kernel knows them, and the values in them.
 *
 * @param schema the columns that are written, in the record's order
 * @param components where each of them is in the record
 */
record RecordType(StructType schema, List<RecordComponent> components) {

  /** Of a result record; its columns are named as on a topic. */
  static RecordType of(Class<? extends Record> type) {
    StructType schema = schema(RowSchema.of(type, Set.of(), Set.of()));
    return new RecordType(schema, List.of(type.getRecordComponents()));
  }

  /** The columns of a result as Kernel knows them. */
  static StructType schema(RowSchema row) {
    StructType schema = new StructType();
    for (RowSchema.Column column : row.columns()) {
      schema = schema.add(column.name(), kernelType(column.type()));
    }
    return schema;
  }

  private static DataType kernelType(RowSchema.Type type) {
    return switch (type) {
      case TEXT -> StringType.STRING;
      case LONG -> LongType.LONG;
      case DOUBLE -> DoubleType.DOUBLE;
      case INSTANT -> TimestampType.TIMESTAMP;
      case DATE -> DateType.DATE;
    };
  }

  /** The same without some columns: a table's log holds the values that it is partitioned by. */
  RecordType without(List<String> columns) {
    StructType rest = new StructType();
    List<RecordComponent> inRest = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      if (!columns.contains(schema.at(i).getName())) {
        rest = rest.add(schema.at(i));
        inRest.add(components.get(i));
      }
    }
    return new RecordType(rest, inRest);
  }

  /** What a record has in a column; null where it has nothing. */
  Object value(Record row, String column) {
    return value(row, components.get(schema.indexOf(column)));
  }

  /** What it has in some columns. */
  List<Object> values(Record row, List<String> columns) {
    return columns.stream().map(column -> value(row, column)).toList();
  }

  private static Object value(Record row, RecordComponent component) {
    try {
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't read " + component + " of a " + row.getClass(), e);
    }
  }

  /** Records column by column. */
  ColumnarBatch batch(List<? extends Record> rows) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      RecordComponent component = components.get(i);
      Object[] values = rows.stream().map(row -> value(row, component)).toArray();
      columns.add(new ColumnValues(schema.at(i).getDataType(), values));
    }
    return new Batch(schema, columns, rows.size());
  }

  private record Batch(StructType schema, List<ColumnVector> columns, int size)
      implements ColumnarBatch {
    @Override
    public StructType getSchema() {
      return schema;
    }

    @Override
    public ColumnVector getColumnVector(int ordinal) {
      return columns.get(ordinal);
    }

    @Override
    public int getSize() {
      return size;
    }
  }
}
