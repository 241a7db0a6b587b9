package tandem.harness.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A heading and what stands under it.
 *
 * @param heading heading
 * @param intro how to read it, or empty
 * @param tiles figures at a glance
 * @param charts charts, side by side where there is room
 * @param tables tables beneath them
 * @param notes remarks at the end
 * @param code a command to copy, or empty
 * @param gist whether it stands in a short form of the page, too
 */
public record Block(
    String heading,
    String intro,
    List<Tile> tiles,
    List<Chart> charts,
    List<Table> tables,
    List<Chip> notes,
    String code,
    boolean gist) {

  /** Starts a block. */
  public static Builder of(String heading, String intro) {
    return new Builder(heading, intro);
  }

  /** Collects the content of a block. */
  public static final class Builder {
    private final String heading;
    private final String intro;
    private final List<Tile> tiles = new ArrayList<>();
    private final List<Chart> charts = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Chip> notes = new ArrayList<>();
    private String code = "";
    private boolean gist;

    private Builder(String heading, String intro) {
      this.heading = heading;
      this.intro = intro;
    }

    /** Adds figures at a glance. */
    public Builder tile(Tile tile) {
      tiles.add(tile);
      return this;
    }

    /** Adds a chart. */
    public Builder chart(Chart chart) {
      charts.add(chart);
      return this;
    }

    /** Adds a table, unless it is empty. */
    public Builder table(Table table) {
      if (!table.isEmpty()) {
        tables.add(table);
      }
      return this;
    }

    /** Adds a remark. */
    public Builder note(String text, Tone tone) {
      notes.add(new Chip(text, tone));
      return this;
    }

    /** Sets the command to copy. */
    public Builder code(String command) {
      code = command;
      return this;
    }

    /** A short form of the page has its tables and remarks, too. */
    public Builder gist() {
      gist = true;
      return this;
    }

    /** The finished block. */
    public Block build() {
      return new Block(
          heading,
          intro,
          List.copyOf(tiles),
          List.copyOf(charts),
          List.copyOf(tables),
          List.copyOf(notes),
          code,
          gist);
    }
  }
}
