package tandem.harness.stats;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tandem.harness.result.Comparison.Reason;
import tandem.harness.result.Comparison.Verdict;
import tandem.harness.result.RunComparison;
import tandem.harness.result.RunComparison.Meaning;
import tandem.harness.result.RunComparison.Row;
import tandem.harness.stats.RunFigures.Figure;

/**
 * Sets two runs, or two sweeps, side by side: each contender against itself, old against new or
 * machine against machine. What was not measured alike is shown and not compared.
 */
public final class RunComparer {
  private final RunFigures a;
  private final RunFigures b;
  private final RunDifferences differences;

  private RunComparer(RunFigures a, RunFigures b) {
    this.a = a;
    this.b = b;
    this.differences = new RunDifferences(a, b);
  }

  /**
   * Compares.
   *
   * @param folderA where the first was read from
   * @param folderB where the second was, which is above the line of each ratio
   */
  public static RunComparison compare(String folderA, RunFigures a, String folderB, RunFigures b) {
    RunComparer comparer = new RunComparer(a, b);
    return new RunComparison(
        RunComparison.SCHEMA_VERSION,
        new RunComparison.Side(folderA, a.run()),
        new RunComparison.Side(folderB, b.run()),
        comparer.differences.all(),
        comparer.rows());
  }

  private List<Row> rows() {
    Set<RunFigures.Key> keys = new LinkedHashSet<>(a.figures().keySet());
    keys.addAll(b.figures().keySet());
    List<Row> rows = new ArrayList<>();
    for (RunFigures.Key key : keys) {
      rows.add(row(key, a.figures().get(key), b.figures().get(key)));
    }
    return rows;
  }

  private Row row(RunFigures.Key key, Figure left, Figure right) {
    if (left == null || right == null) {
      Judged missing = new Judged(null, null, Verdict.NOT_COMPARABLE, Reason.NOT_MEASURED);
      return row(key, left, right, missing, "");
    }
    Reason obstacle = obstacle(key, left, right);
    if (obstacle != null) {
      Judged judged = new Judged(null, null, Verdict.NOT_COMPARABLE, obstacle);
      return row(key, left, right, judged, detail(obstacle, left, right));
    }
    Judged judged = Judged.of(right.side(), left.side(), quick(), a.run().seed());
    return row(key, left, right, judged, "");
  }

  private Reason obstacle(RunFigures.Key key, Figure left, Figure right) {
    if (left.isVoid() || right.isVoid()) {
      boolean wrong =
          left.obstacle() == Reason.WRONG_OUTPUT || right.obstacle() == Reason.WRONG_OUTPUT;
      return wrong ? Reason.WRONG_OUTPUT : Reason.INVALID_RUN;
    }
    if (!differences.sameTraffic(key)) {
      return Reason.OTHER_TRAFFIC;
    }
    if (!differences.sameSetup() || !left.gear().equals(right.gear())) {
      return Reason.OTHER_OPTIONS;
    }
    if (left.obstacle() != null || right.obstacle() != null) {
      return left.obstacle() != null ? left.obstacle() : right.obstacle();
    }
    return left.population() == right.population() ? null : Reason.OTHER_POPULATION;
  }

  private String detail(Reason obstacle, Figure left, Figure right) {
    if (obstacle == Reason.OTHER_TRAFFIC) {
      return differences.told(Meaning.TRAFFIC);
    }
    if (obstacle != Reason.OTHER_OPTIONS) {
      return "";
    }
    return differences.sameSetup()
        ? "gear " + left.gear() + " / " + right.gear()
        : differences.told(Meaning.SETUP);
  }

  private boolean quick() {
    return quick(a) || quick(b);
  }

  private static boolean quick(RunFigures figures) {
    return Boolean.parseBoolean(figures.run().options().get("quick"));
  }

  private static Row row(
      RunFigures.Key key, Figure left, Figure right, Judged judged, String detail) {
    RatioInterval interval = judged.interval();
    return new Row(
        key.exercise(),
        key.variant(),
        key.engine(),
        gear(left, right),
        key.offeredPerSecond(),
        key.metric(),
        key.metric().unit(),
        value(left, interval),
        value(right, interval),
        left != null && left.isVoid(),
        right != null && right.isVoid(),
        judged.ratio(),
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        interval == null ? null : interval.minimumDetectableEffect(),
        judged.verdict(),
        judged.reason(),
        detail);
  }

  private static String gear(Figure left, Figure right) {
    if (left == null || right == null) {
      return Objects.requireNonNullElse(left, right).gear();
    }
    return left.gear().equals(right.gear()) ? left.gear() : left.gear() + " / " + right.gear();
  }

  /** With an interval, what stands in the ratio: the median over the repetitions. */
  private static Double value(Figure figure, RatioInterval interval) {
    if (figure == null) {
      return null;
    }
    return interval == null ? figure.value() : (Double) figure.side().median();
  }
}
