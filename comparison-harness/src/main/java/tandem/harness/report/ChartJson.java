package tandem.harness.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Collects what the page's script needs to draw a chart: axes and series, but no looks, which are
 * the script's.
 */
final class ChartJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What an axis measures, and so how it is scaled and labelled. */
  enum Axis {
    /** Logarithmic; 1/(1-p) is labelled as p. */
    PERCENTILE("percentile"),
    LOG("log"),
    LINEAR("linear"),
    TIME("time");

    private final String kind;

    Axis(String kind) {
      this.kind = kind;
    }
  }

  private final ObjectNode root = JSON.createObjectNode();
  private final ArrayNode series = JSON.createArrayNode();

  private ChartJson(String kind) {
    root.put("kind", kind);
    root.set("series", series);
  }

  /** Lines over an axis. */
  static ChartJson lines(Axis x, String xName, Axis y, String yName) {
    ChartJson chart = new ChartJson("lines");
    chart.axis("x", x, xName);
    chart.axis("y", y, yName);
    return chart;
  }

  /** One bar for each contender. */
  static ChartJson bars(String xName) {
    ChartJson chart = new ChartJson("bars");
    chart.axis("x", Axis.LINEAR, xName);
    return chart;
  }

  /** Adds a contender's line; points are added to the array that is returned. */
  ArrayNode line(Contender contender, String voidName) {
    return series(contender, voidName).putArray("points");
  }

  /** Adds a contender's bar. */
  void bar(Contender contender, String voidName, double value) {
    series(contender, voidName).put("value", value);
  }

  /** Whether there is anything to draw. */
  boolean isEmpty() {
    for (var each : series) {
      if (each.has("value") || !each.path("points").isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The JSON; no character in it can end the script element that it stands in. */
  @Override
  public String toString() {
    return root.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private ObjectNode series(Contender contender, String voidName) {
    return series
        .addObject()
        .put("engine", contender.engine().label())
        .put("name", contender.isVoid() ? voidName : contender.name())
        .put("void", contender.isVoid());
  }

  private void axis(String name, Axis axis, String title) {
    root.putObject(name).put("kind", axis.kind).put("name", title);
  }
}
