package tandem.flink.runtime.delta;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.DataType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The values of a column, handed to Kernel in its units. */
final class ColumnValues implements ColumnVector {
  private final DataType type;
  private final Object[] values;

  ColumnValues(DataType type, Object[] values) {
    this.type = type;
    this.values = values;
  }

  @Override
  public DataType getDataType() {
    return type;
  }

  @Override
  public int getSize() {
    return values.length;
  }

  @Override
  public boolean isNullAt(int row) {
    return values[row] == null;
  }

  @Override
  public String getString(int row) {
    return (String) values[row];
  }

  @Override
  public double getDouble(int row) {
    return (Double) values[row];
  }

  /** A number, or an instant in microseconds since the epoch. */
  @Override
  public long getLong(int row) {
    return values[row] instanceof Instant instant
        ? ChronoUnit.MICROS.between(Instant.EPOCH, instant)
        : (Long) values[row];
  }

  /** A date in days since the epoch. */
  @Override
  public int getInt(int row) {
    return Math.toIntExact(((LocalDate) values[row]).toEpochDay());
  }

  @Override
  public void close() {
    // nothing is held
  }
}
