package tandem.model.catalog;

import java.util.Set;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Stage;

/**
 * Name of something measured, as claims ask for it and results list it: {@code
 * pass-through/spark:asap/p50Ms@5000}.
 *
 * @param name the whole name
 */
public record Figure(String name) {
  /** Expected rows that never came, of the parity trace. */
  public static final String LOST = "lost";

  /** Rows that came once more than expected, after a kill. */
  public static final String REPEATED = "repeated";

  /** Result rows whose key an earlier row had, where each row is final. */
  public static final String SAME_KEYS = "sameKeys";

  /** Rows that came and were expected by nobody. */
  public static final String ALTERED = "altered";

  /** Median end-to-end latency, ms. */
  public static final String P50_MS = "p50Ms";

  /** 99th percentile of end-to-end latency, ms. */
  public static final String P99_MS = "p99Ms";

  /** Median latency until the broker has the row, ms. */
  public static final String BROKER_P50_MS = "brokerP50Ms";

  /** Rate of working off a full topic. */
  public static final String DRAIN_EVENTS_PER_SECOND = "drainEventsPerSecond";

  /** Processor seconds for a million events; of the drain, or with a rate of live traffic. */
  public static final String CPU_SECONDS_PER_MILLION = "cpuSecondsPerMillion";

  /** Whether the engine does it: 1, or 0 if it refused. */
  public static final String AVAILABLE = "available";

  /** Whether it kept up with an offered rate: 1 or 0. */
  public static final String KEPT_UP = "keptUp";

  /** The events around the median, in names of parts. */
  public static final String MEDIAN = "p50";

  /** The events around the 99th percentile, in names of parts. */
  public static final String TAIL = "p99";

  /** A part of the latency of the events around a percentile, ms. */
  public static String part(String band, Stage stage) {
    return band + "." + stage.label() + "Ms";
  }

  /** The stages of the engine together, of the events around a percentile, ms. */
  public static String ofEngine(String band) {
    return band + ".ofEngineMs";
  }

  /** Whether the backlog grew in an overload: 1 or 0. */
  public static final String OVERLOADED = "overloaded";

  /** Whether the backlog of an overload was worked off: 1 or 0. */
  public static final String CAUGHT_UP = "caughtUp";

  /** From the end of an overload until no more was waiting than before it. */
  public static final String CATCH_UP_SECONDS = "catchUpSeconds";

  /** The most records that were due and not done. */
  public static final String LARGEST_LAG = "largestLag";

  /** Rate of working while there was a backlog. */
  public static final String BACKLOG_EVENTS_PER_SECOND = "backlogEventsPerSecond";

  /** Whether other work on the machine disturbed the measurement: 1 or 0. */
  public static final String NOISY = "noisy";

  /** Records of the median micro-batch before an overload. */
  public static final String USUAL_BATCH = "usualBatch";

  /** Records of the micro-batches before it for each second that they took. */
  public static final String USUAL_BATCH_EVENTS_PER_SECOND = "usualBatchEventsPerSecond";

  /** Records of the largest micro-batch that began in it or later. */
  public static final String LARGEST_BATCH = "largestBatch";

  /** Its records for each second that it took. */
  public static final String LARGEST_BATCH_EVENTS_PER_SECOND = "largestBatchEventsPerSecond";

  /** How long the longest micro-batch took. */
  public static final String LONGEST_BATCH_SECONDS = "longestBatchSeconds";

  /** Live entries of state at the end of live traffic, counted from a checkpoint. */
  public static final String STATE_ENTRIES_AT_END = "stateEntriesAtEnd";

  /** Bytes of the files that one restorable version references then. */
  public static final String STATE_BYTES_AT_END = "stateBytesAtEnd";

  /** The same for each live entry. */
  public static final String STATE_BYTES_PER_KEY = "stateBytesPerKey";

  /**
   * Mean live entries in the last third of live traffic over those in its middle third: 1 where
   * state has levelled off, 1.67 where it grows in a straight line from nothing.
   */
  public static final String STATE_GROWTH = "stateGrowth";

  /** Mean live entries in the last third of live traffic. */
  public static final String STATE_ENTRIES_IN_LAST_THIRD = "stateEntriesInLastThird";

  /** Live entries that a day of event time adds, from the first to the last. */
  public static final String STATE_ENTRIES_PER_DAY = "stateEntriesPerDay";

  /** How long the median micro-batch took in the last third of live traffic. */
  public static final String BATCH_SECONDS = "batchSeconds";

  /**
   * How long the median micro-batch took in the last third of live traffic over the same in its
   * first third.
   */
  public static final String BATCH_SLOWDOWN = "batchSlowdown";

  /**
   * Rows that readers had found in a table and found no more, when the engine was killed amid a
   * second try at writing them.
   */
  public static final String ROWS_GONE = "rowsGone";

  /**
   * Rows of large micro-batches that get into a table of a server in a second, of the parity trace;
   * of engines that tell.
   */
  public static final String WRITTEN_ROWS_PER_SECOND = "writtenRowsPerSecond";

  /**
   * From the change of a table that rows are looked up in until the first row that shows its new
   * version is visible, ms; of the parity trace.
   */
  public static final String FIRST_USE_MS = "firstUseMs";

  /** Rows of inputs that were sent after such a change, and show the old version. */
  public static final String STALE_ROWS = "staleRows";

  /** From the change until the last of them was visible, ms. */
  public static final String LAST_STALE_MS = "lastStaleMs";

  /** How long the median write took while the table was smallest, of the parity trace. */
  public static final String WRITE_SECONDS_AT_START = "writeSecondsAtStart";

  /** The same while it was largest. */
  public static final String WRITE_SECONDS_AT_END = "writeSecondsAtEnd";

  /** Bytes of the files that the median write made while the table was smallest. */
  public static final String WRITE_BYTES_AT_START = "writeBytesAtStart";

  /** The same while it was largest. */
  public static final String WRITE_BYTES_AT_END = "writeBytesAtEnd";

  /** Rows of the table while it was smallest. */
  public static final String TABLE_ROWS_AT_START = "tableRowsAtStart";

  /** The same while it was largest. */
  public static final String TABLE_ROWS_AT_END = "tableRowsAtEnd";

  /** Records of the parity trace that were sent. */
  public static final String RECORDS = "records";

  /** Rows that came out of them, dead letters among them. */
  public static final String ROWS = "rows";

  /**
   * How often a table that rows are looked up in was read from end to end, of the parity trace;
   * where its server counts it.
   */
  public static final String TABLE_READS = "tableReads";

  /** Micro-batches with records, of the parity trace. */
  public static final String BATCHES = "batches";

  /** Those of them that are results. */
  public static final String RESULT_ROWS = "resultRows";

  /** Different keys among the results: windows, users, or whatever identifies a row. */
  public static final String RESULT_KEYS = "resultKeys";

  /** Records of the largest micro-batch meanwhile. */
  public static final String LARGEST_INPUT = "largestInput";

  /** The most tasks that read the sources at a time meanwhile. */
  public static final String TASKS = "tasks";

  /**
   * What the engine itself counted as too late, of the parity trace: records in Flink; in Spark
   * rows that reach the operator, which may stand for several records that were added up before it.
   */
  public static final String DROPPED_LATE = "droppedLate";

  /** Reports of a watermark, of the parity trace. */
  public static final String WATERMARK_REPORTS = "watermarkReports";

  /** Those in which it was earlier than in the one before. */
  public static final String WATERMARK_STEPS_BACK = "watermarkStepsBack";

  /** The most hours of event time that it moved from one report to the next. */
  public static final String WATERMARK_LEAP_HOURS = "watermarkLeapHours";

  /** Live entries of state at the parity trace's measuring point, counted from a checkpoint. */
  public static final String STATE_ENTRIES = "stateEntries";

  private static final String OBSERVED = "observed.";

  /** What a job itself has counted by a name, of the parity trace. */
  public static String observed(String name) {
    return OBSERVED + name;
  }

  private static final Set<String> COUNTS =
      Set.of(
          RECORDS,
          ROWS,
          RESULT_ROWS,
          RESULT_KEYS,
          LARGEST_INPUT,
          TASKS,
          STATE_ENTRIES,
          LOST,
          REPEATED,
          ALTERED,
          SAME_KEYS,
          ROWS_GONE,
          DROPPED_LATE,
          WATERMARK_REPORTS,
          WATERMARK_STEPS_BACK,
          WATERMARK_LEAP_HOURS,
          STALE_ROWS,
          TABLE_READS,
          BATCHES);

  /** Whether a name is that of something counted, which no clock and no noise can change. */
  public static boolean isCount(String name) {
    String what = name.substring(name.lastIndexOf('/') + 1);
    return COUNTS.contains(what) || what.startsWith(OBSERVED);
  }

  /** A figure of a variant and a contender at its standard gear. */
  public static Figure of(String variant, Engine engine, String what) {
    return of(variant, engine, Gear.standard(engine).name(), what);
  }

  /** A figure of a variant, a contender and its gear. */
  public static Figure of(String variant, Engine engine, String gear, String what) {
    return new Figure(variant + "/" + engine.label() + ":" + gear + "/" + what);
  }

  /** The figure at an offered rate, events per second. */
  public Figure at(double rate) {
    return new Figure("%s@%.0f".formatted(name, rate));
  }
}
