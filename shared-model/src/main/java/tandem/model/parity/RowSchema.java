package tandem.model.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tandem.model.codec.Json;
import tandem.model.codec.Timestamps;

/**
 * The columns of a result, read off its record class: which identify a row, which hold a clock
 * reading, and how a row is made canonical so that rows of two engines and of the oracle can be
 * compared.
 */
public final class RowSchema {
  private static final ObjectMapper TREE = new ObjectMapper();
  private static final String CLOCK = "(clock)";
  private static final Instant EARLIEST_CLOCK = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant LATEST_CLOCK = Instant.parse("2100-01-01T00:00:00Z");

  /** Type of a column. */
  public enum Type {
    TEXT,
    LONG,
    DOUBLE,
    INSTANT,
    DATE
  }

  /**
   * One column.
   *
   * @param name wire name
   * @param type type of its values; null is a value of each
   * @param key whether it is part of the row's identity
   * @param clock whether it holds a clock reading, which is checked for type and bounds only
   */
  public record Column(String name, Type type, boolean key, boolean clock)
      implements Serializable {}

  private final List<Column> columns;
  private final String share;

  private RowSchema(List<Column> columns, String share) {
    this.columns = columns;
    this.share = share;
  }

  /**
   * The same columns, of which one counts the inputs that a row sums up ({@link
   * tandem.model.catalog.Emission#SHARE}): the first of the row's numbers.
   *
   * @param column wire name of a whole number, which no floating-point column precedes
   */
  public RowSchema sharing(String column) {
    return new RowSchema(columns, column);
  }

  /**
   * The schema of a result record.
   *
   * @param type the record class; its components are String, long or Long, Double, Instant, or
   *     LocalDate
   * @param keys wire names of the identifying columns
   * @param clocks wire names of the columns that hold a clock reading
   */
  public static RowSchema of(Class<? extends Record> type, Set<String> keys, Set<String> clocks) {
    List<Column> columns = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      columns.add(
          new Column(
              name, typeOf(component.getType()), keys.contains(name), clocks.contains(name)));
    }
    return new RowSchema(List.copyOf(columns), null);
  }

  /** The columns in order. */
  public List<Column> columns() {
    return columns;
  }

  /** A row of the oracle, made canonical. */
  public CanonicalRow canonical(Record row) {
    return canonical(Json.row(row));
  }

  /**
   * A row of an engine, made canonical. What does not fit the schema (no JSON, a column of another
   * type, a column too many) stays visible in the text, and so makes the row differ from every
   * expected one.
   *
   * @param json the row as JSON; an absent column is null
   */
  public CanonicalRow canonical(byte[] json) {
    JsonNode tree;
    try {
      tree = TREE.readTree(json);
    } catch (IOException notJson) {
      return CanonicalRow.unreadable(json);
    }
    if (tree == null || !tree.isObject()) {
      return CanonicalRow.unreadable(json);
    }
    StringBuilder key = new StringBuilder();
    StringBuilder text = new StringBuilder();
    List<Double> numbers = new ArrayList<>();
    int present = 0;
    for (Column column : columns) {
      JsonNode node = tree.path(column.name());
      present += node.isMissingNode() ? 0 : 1;
      String value = value(column, node, numbers);
      text.append(column.name()).append('=').append(value).append(' ');
      if (column.key()) {
        key.append(value).append(' ');
      }
    }
    if (tree.size() > present) {
      text.append("unexpected columns in ").append(tree);
    }
    double[] doubles = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    return new CanonicalRow(key.toString().strip(), text.toString().strip(), doubles);
  }

  private String value(Column column, JsonNode node, List<Double> numbers) {
    if (node.isMissingNode() || node.isNull()) {
      return "null";
    }
    if (column.clock() && column.type() != Type.INSTANT) {
      return node.isNumber() && Double.isFinite(node.doubleValue()) ? CLOCK : wrong(node);
    }
    if (column.name().equals(share)) {
      numbers.add(node.doubleValue());
      return node.isIntegralNumber() ? "#" : wrong(node);
    }
    return switch (column.type()) {
      case TEXT -> node.isTextual() ? node.textValue() : wrong(node);
      case LONG -> node.isIntegralNumber() ? node.asText() : wrong(node);
      case DOUBLE -> {
        numbers.add(node.isNumber() ? node.doubleValue() : Double.NaN);
        // a number that identifies a row is not near another: it is the same or it is not
        String number = column.key() ? String.valueOf(node.doubleValue()) : "#";
        yield node.isNumber() ? number : wrong(node);
      }
      case INSTANT -> instant(column, node);
      case DATE -> date(node);
    };
  }

  private static String instant(Column column, JsonNode node) {
    try {
      String text = node.textValue() == null ? "" : node.textValue();
      Instant instant = Timestamps.parse(text);
      if (!column.clock()) {
        return Timestamps.format(instant);
      }
      return instant.isAfter(EARLIEST_CLOCK) && instant.isBefore(LATEST_CLOCK)
          ? CLOCK
          : wrong(node);
    } catch (DateTimeException notATimestamp) {
      return wrong(node);
    }
  }

  private static String date(JsonNode node) {
    try {
      return node.isTextual() ? LocalDate.parse(node.textValue()).toString() : wrong(node);
    } catch (DateTimeException notADate) {
      return wrong(node);
    }
  }

  private static String wrong(JsonNode node) {
    return "!" + node;
  }

  private static Type typeOf(Class<?> component) {
    if (component == String.class) {
      return Type.TEXT;
    } else if (component == long.class || component == Long.class) {
      return Type.LONG;
    } else if (component == Double.class || component == double.class) {
      return Type.DOUBLE;
    } else if (component == Instant.class) {
      return Type.INSTANT;
    } else if (component == LocalDate.class) {
      return Type.DATE;
    }
    throw new IllegalArgumentException("no column type for " + component);
  }
}
