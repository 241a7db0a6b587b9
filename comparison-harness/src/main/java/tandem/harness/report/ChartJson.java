package tandem.harness.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tandem.model.run.Engine;

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
    /** Moments with names, numbered from 0. */
    STEPS("steps"),
    TIME("time");

    private final String kind;

    Axis(String kind) {
      this.kind = kind;
    }
  }

  /** How a gear's point is drawn. */
  enum Mark {
    /** As all points of its gear. */
    FULL("full"),
    /** Measured under conditions that cast doubt on it. */
    HOLLOW("hollow"),
    /** The gear could not keep up. */
    CROSS("cross");

    private final String kind;

    Mark(String kind) {
      this.kind = kind;
    }
  }

  /** Takes the points of a gear. */
  static final class Marks {
    private final ArrayNode points;

    private Marks(ArrayNode points) {
      this.points = points;
    }

    /** Adds a point; the words say what its mark means, and may be empty. */
    void add(double x, double y, Mark mark, String words) {
      ObjectNode point = points.addObject().put("mark", mark.kind).put("words", words);
      point.putArray("at").add(x).add(y);
    }
  }

  /** One of the charts that share an axis of time. */
  static final class Panel {
    private final ArrayNode lines;

    private Panel(ArrayNode lines) {
      this.lines = lines;
    }

    /**
     * Adds a line; points are added to the array that is returned.
     *
     * @param shade tells lines of the same contender apart, from 0
     */
    ArrayNode line(Contender contender, String name, int shade) {
      return line(contender.engine().label(), name, shade, contender.isVoid());
    }

    /** Adds the line of the traffic that all contenders were offered. */
    ArrayNode offered(String name) {
      return line("offered", name, 0, false);
    }

    private ArrayNode line(String engine, String name, int shade, boolean isVoid) {
      return lines
          .addObject()
          .put("engine", engine)
          .put("variant", shade)
          .put("name", name)
          .put("void", isVoid)
          .putArray("points");
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

  /** One bar for each contender or gear, of parts that are shares of its whole. */
  static ChartJson parts(String xName) {
    ChartJson chart = new ChartJson("parts");
    chart.axis("x", Axis.LINEAR, xName);
    return chart;
  }

  /** Adds a whole bar of a chart of parts. */
  void bar(String engine, String name, boolean isVoid, double total) {
    root.withArray("bars")
        .addObject()
        .put("engine", engine)
        .put("name", name)
        .put("void", isVoid)
        .put("total", total);
  }

  /** Adds a part of each bar, in the order of the bars. */
  void part(String stage, String name, List<Double> values) {
    ArrayNode all = series.addObject().put("stage", stage).put("name", name).putArray("values");
    values.forEach(all::add);
  }

  /**
   * Many gears of each contender, which are named where they are drawn.
   *
   * @param kind {@code gearLines} or {@code gearPoints}
   */
  static ChartJson gears(String kind) {
    return new ChartJson(kind);
  }

  /** Charts one above the other over the same time, with a stretch of it marked. */
  static ChartJson panels(String xName, double markFrom, double markTo, String markName) {
    ChartJson chart = new ChartJson("panels");
    chart.axis("x", Axis.LINEAR, xName);
    chart.root.putObject("mark").put("from", markFrom).put("to", markTo).put("name", markName);
    return chart;
  }

  /** The same over event time, with no stretch marked. */
  static ChartJson panels(String xName) {
    ChartJson chart = new ChartJson("panels");
    chart.axis("x", Axis.TIME, xName);
    return chart;
  }

  /** Adds a chart beneath the others; one without points is not drawn. */
  Panel panel(String yName) {
    ObjectNode panel = root.withArray("panels").addObject().put("name", yName);
    return new Panel(panel.putArray("series"));
  }

  /** Sets the horizontal axis. */
  ChartJson xAxis(Axis kind, String title) {
    axis("x", kind, title);
    return this;
  }

  /** Sets the vertical axis. */
  ChartJson yAxis(Axis kind, String title) {
    axis("y", kind, title);
    return this;
  }

  /** Names the moments of an axis of {@link Axis#STEPS}. */
  void steps(List<String> names) {
    names.forEach(root.withObject("/x").withArray("names")::add);
  }

  /** Labels an axis at these values and nowhere else. */
  void ticks(String axis, List<Double> values) {
    values.forEach(root.withObject("/" + axis).withArray("ticks")::add);
  }

  /** Fixes the ends of an axis. */
  void range(String axis, double min, double max) {
    root.withObject("/" + axis).put("min", min).put("max", max);
  }

  /** The points that no other is better than in both directions. */
  void frontier(List<double[]> points) {
    ArrayNode line = root.putArray("frontier");
    points.forEach(point -> line.addArray().add(point[0]).add(point[1]));
  }

  /**
   * Adds a gear.
   *
   * @param end what is said of it at its last point beside its name, or empty
   */
  Marks gear(GearView gear, String voidName, String end) {
    String name = gear.isVoid() ? voidName : gear.name();
    return gear(gear.engine(), gear.variant(), name, gear.isVoid(), end);
  }

  /**
   * Adds a gear.
   *
   * @param variant its place among its engine's gears, from 0
   * @param isVoid whether its figures count for nothing
   * @param end what is said of it at its last point beside its name, or empty
   */
  Marks gear(Engine engine, int variant, String name, boolean isVoid, String end) {
    ObjectNode added =
        series
            .addObject()
            .put("engine", engine.label())
            .put("variant", variant)
            .put("name", name)
            .put("void", isVoid)
            .put("end", end);
    return new Marks(added.putArray("points"));
  }

  /** Adds a contender's line; points are added to the array that is returned. */
  ArrayNode line(Contender contender, String voidName) {
    return series(contender, voidName).putArray("points");
  }

  /**
   * Adds the line of one of several gears of a contender.
   *
   * @param variant its place among them, from 0
   */
  ArrayNode line(Engine engine, int variant, String name, boolean isVoid) {
    return series
        .addObject()
        .put("engine", engine.label())
        .put("variant", variant)
        .put("name", name)
        .put("void", isVoid)
        .putArray("points");
  }

  /** Marks a place on the horizontal axis with what happened there. */
  void event(double x, String name) {
    root.withArray("/events").addObject().put("at", x).put("name", name);
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
