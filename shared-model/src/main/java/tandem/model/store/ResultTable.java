package tandem.model.store;

import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tandem.model.catalog.PostgresWrite;
import tandem.model.catalog.PostgresWrite.Conflict;
import tandem.model.catalog.PostgresWrite.Control;
import tandem.model.catalog.Variant;
import tandem.model.codec.Json;
import tandem.model.parity.RowSchema.Column;

/**
 * A table of PostgreSQL that holds a variant's result rows: its statements, and what is in it.
 *
 * @param columns of the result, in order
 * @param write how rows get into it
 */
public record ResultTable(List<Column> columns, PostgresWrite write) implements Serializable {
  /** The table in which written micro-batches are entered. */
  public static final String CONTROL = "batch_control";

  /** Two that make a table at the same instant disturb each other, "if not exists" or not. */
  private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('results'))";

  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  /**
   * The table of a variant.
   *
   * @throws IllegalArgumentException if it writes to none
   */
  public static ResultTable of(Variant variant) {
    PostgresWrite write =
        variant
            .postgres()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        variant.name() + " writes to no table of PostgreSQL"));
    return new ResultTable(List.copyOf(variant.schema().columns()), write);
  }

  /** Makes the tables, where they are not there yet. */
  public void make(String url) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(ALONE);
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + write.table()
              + " ("
              + definitions()
              + primaryKey()
              + ")");
      statement.execute(controlTable());
      connection.commit();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** An entry without a key can be made twice: who checks first relies on the check alone. */
  private String controlTable() {
    String key =
        write.control() == Control.SAME_TRANSACTION
            ? ", PRIMARY KEY (consulta, batch_id, particion)"
            : "";
    return "CREATE TABLE IF NOT EXISTS "
        + CONTROL
        + " (consulta text NOT NULL, batch_id bigint NOT NULL, particion int NOT NULL,"
        + " momento timestamptz NOT NULL DEFAULT now()"
        + key
        + ")";
  }

  private String primaryKey() {
    return write.conflict() == Conflict.INSERT ? "" : ", PRIMARY KEY (" + keys() + ")";
  }

  /** The columns with their types, as a table's definition has them. */
  public String definitions() {
    return columns.stream()
        .map(column -> column.name() + " " + type(column))
        .collect(Collectors.joining(", "));
  }

  /** The statement that writes a row, with a parameter for each column. */
  public String insert() {
    String parameters = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    return into() + " VALUES (" + parameters + ")" + onConflict();
  }

  /**
   * The statement that writes all rows of another table with the same columns, in the order of
   * their keys: two that wait for each other's rows would be a deadlock.
   */
  public String mergeFrom(String other) {
    return into() + " SELECT " + names() + " FROM " + other + " ORDER BY " + keys() + onConflict();
  }

  private String into() {
    return "INSERT INTO " + write.table() + " (" + names() + ")";
  }

  private String onConflict() {
    return switch (write.conflict()) {
      case INSERT -> "";
      case REPLACE -> onConflict(name -> name + " = EXCLUDED." + name);
      case ADD ->
          onConflict(name -> name + " = " + write.table() + "." + name + " + EXCLUDED." + name);
    };
  }

  private String onConflict(Function<String, String> assignment) {
    String assignments =
        columns.stream()
            .filter(column -> !column.key())
            .map(Column::name)
            .map(assignment)
            .collect(Collectors.joining(", "));
    return " ON CONFLICT (" + keys() + ") DO UPDATE SET " + assignments;
  }

  /** Names of the columns, separated by commas. */
  public String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private String keys() {
    return columns.stream().filter(Column::key).map(Column::name).collect(Collectors.joining(", "));
  }

  /** A record's values, in the order of the columns. */
  public static Object[] values(Record row) {
    RecordComponent[] components = COMPONENTS.get(row.getClass());
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = components[i].getAccessor().invoke(row);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't read a " + row.getClass(), e);
    }
    return values;
  }

  /** Sets the parameters of {@link #insert}; instants and dates are those of {@code java.time}. */
  public void bind(PreparedStatement statement, Object[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value =
          values[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : values[i];
      if (value == null) {
        statement.setNull(i + 1, Types.NULL);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  /** Reads all rows that are committed now, each as the JSON that it would be on a topic. */
  public void read(String url, Consumer<String> rows) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT " + names() + " FROM " + write.table())) {
      while (found.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
          row.put(columns.get(i).name(), value(found, i + 1, columns.get(i)));
        }
        rows.accept(new String(Json.row(row), StandardCharsets.UTF_8));
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static Object value(ResultSet row, int index, Column column) throws SQLException {
    return switch (column.type()) {
      case INSTANT -> {
        OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
        yield time == null ? null : time.toInstant();
      }
      case DATE -> row.getObject(index, LocalDate.class);
      case TEXT, LONG, DOUBLE -> row.getObject(index);
    };
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case TEXT -> "text";
      case LONG -> "bigint";
      case DOUBLE -> "double precision";
      case INSTANT -> "timestamptz";
      case DATE -> "date";
    };
  }

  private static StoreException failed(SQLException cause) {
    return new StoreException("the table of results (PostgreSQL) does not answer", cause);
  }
}
