package tandem.harness.result;

import java.util.List;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;
import tandem.model.run.Gear.Guarantee;

/**
 * What a crash test found: the engine's process killed in the middle of live traffic and started
 * again, once for each gear; the contents of {@code crash.json}.
 *
 * @param schemaVersion of this record's form
 * @param run the whole
 * @param exercise id
 * @param variant name
 * @param title of the exercise
 * @param offeredPerSecond events per second by the schedule, which does not stop for the outage
 * @param beforeSeconds of traffic before the kill
 * @param afterSeconds of traffic after it
 * @param recoveries in the order in which they were asked for
 * @param valid false if something makes the figures doubtful; a broken promise does not
 * @param claimable false for a quick or a disturbed test, which shows shapes
 * @param warnings for people
 */
public record CrashResult(
    int schemaVersion,
    RunInfo run,
    String exercise,
    String variant,
    Text title,
    double offeredPerSecond,
    double beforeSeconds,
    double afterSeconds,
    List<Recovery> recoveries,
    boolean valid,
    boolean claimable,
    List<Text> warnings) {
  /** The form that this version writes. */
  public static final int SCHEMA_VERSION = 1;

  public CrashResult {
    recoveries = List.copyOf(recoveries);
    warnings = List.copyOf(warnings);
  }

  /** Whether an engine that came back broke its promise. */
  public boolean broken() {
    return recoveries.stream().anyMatch(each -> Boolean.FALSE.equals(each.kept()));
  }

  /**
   * One contender with one gear.
   *
   * @param gear its name, such as {@code exactly-once=1s}
   * @param guarantee what its sink promises
   * @param recounts whether the promise allows the state to count an input again
   * @param times of the outage; null where there was none to measure
   * @param committed what a {@code read_committed} reader was given
   * @param uncommitted what a {@code read_uncommitted} reader would be given; null where that is
   *     the same by construction
   * @param kept whether the promise was kept; null where that is not known
   * @param overTime latency by the second in which the input was due
   * @param generatorLagMs how late the traffic was sent
   * @param generatorLate whether that is too late for the times to be believed
   * @param noisy whether the machine was busy otherwise
   * @param failure why it could not run or did not come back, in the engine's own words; else null
   */
  public record Recovery(
      Engine engine,
      String gear,
      Guarantee guarantee,
      boolean recounts,
      Times times,
      Rows committed,
      Rows uncommitted,
      Boolean kept,
      List<Slice> overTime,
      Measures.Lag generatorLagMs,
      boolean generatorLate,
      boolean noisy,
      String failure) {

    public Recovery {
      overTime = List.copyOf(overTime);
    }

    /** One that could not run. */
    public static Recovery failed(Engine engine, String gear, Guarantee guarantee, String why) {
      return new Recovery(
          engine, gear, guarantee, false, null, null, null, null, List.of(), null, false, false,
          why);
    }
  }

  /**
   * The outage, in seconds since the kill where nothing else is said.
   *
   * @param processSeconds until the new process accepted a run: the JVM and the engine's own start
   * @param runSeconds from there until it said that the run is under way
   * @param firstRowSeconds until a reader had the first row that only the new process can have made
   *     visible; null if none came
   * @param caughtUpSeconds until every row that was due, less the usual latency, was visible; null
   *     if that never was
   * @param usualP99Ms the usual latency: the 99th percentile before the kill, ms; null where no row
   *     came before it
   */
  public record Times(
      double processSeconds,
      double runSeconds,
      Double firstRowSeconds,
      Double caughtUpSeconds,
      Double usualP99Ms) {}

  /**
   * What became of the rows.
   *
   * @param expected rows by the oracle
   * @param visible rows that the reader was given
   * @param lost expected rows that never came
   * @param duplicated rows that came once more
   * @param altered rows that nobody expects
   */
  public record Rows(long expected, long visible, long lost, long duplicated, long altered) {}

  /**
   * The inputs that were due in one second.
   *
   * @param atSeconds start of that second, since the kill; below zero before it
   * @param p50 median latency, ms
   * @param max greatest latency, ms
   */
  public record Slice(double atSeconds, double p50, double max, long samples) {}
}
