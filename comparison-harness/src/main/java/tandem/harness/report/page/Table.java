package tandem.harness.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A table.
 *
 * @param title what it holds; the label to unfold it by, where it is folded
 * @param folded whether it is shown on demand only (on paper always)
 * @param columns headings
 * @param rows cells, one for each column
 */
public record Table(String title, boolean folded, List<String> columns, List<List<Cell>> rows) {

  /** Starts a table that is always shown. */
  public static Builder of(String title, String... columns) {
    return new Builder(title, List.of(columns));
  }

  /** Whether it has no rows. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** How a column's heading is set: flush right over figures. */
  public String styleOf(int column) {
    boolean figures = !rows.isEmpty() && rows.get(0).get(column).style().equals("number");
    return figures ? "number" : "text";
  }

  /** Collects columns and rows. */
  public static final class Builder {
    private final String title;
    private final List<String> columns;
    private final List<List<Cell>> rows = new ArrayList<>();
    private boolean folded;

    private Builder(String title, List<String> columns) {
      this.title = title;
      this.columns = new ArrayList<>(columns);
    }

    /** Another column on the right. */
    public Builder column(String heading) {
      columns.add(heading);
      return this;
    }

    /** Another row at the bottom. */
    public Builder row(Cell... cells) {
      return row(List.of(cells));
    }

    /** Another row at the bottom. */
    public Builder row(List<Cell> cells) {
      if (cells.size() != columns.size()) {
        throw new IllegalArgumentException(
            title + ": " + cells.size() + " cells for " + columns.size() + " columns");
      }
      rows.add(List.copyOf(cells));
      return this;
    }

    /** Shown on demand only. */
    public Builder folded() {
      folded = true;
      return this;
    }

    /** The finished table. */
    public Table build() {
      return new Table(title, folded, List.copyOf(columns), List.copyOf(rows));
    }
  }
}
