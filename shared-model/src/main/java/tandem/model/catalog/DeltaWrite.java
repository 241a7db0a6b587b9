package tandem.model.catalog;

import java.io.Serializable;

/**
 * How a variant's result rows get into a Delta table. What identifies a row are the key columns of
 * the variant's schema.
 *
 * @param way what becomes of the rows that are there
 * @param twice whether each micro-batch is written a second time, as after a crash behind the
 *     first; engines without batches ignore it
 */
public record DeltaWrite(Way way, boolean twice) implements Serializable {

  /** Rows stand beside those that are there. */
  public static final DeltaWrite APPENDING = new DeltaWrite(Way.APPEND, false);

  /** What becomes of the rows that are there. */
  public enum Way {
    /** They stay. */
    APPEND,
    /** They go: the table is what was written last. */
    OVERWRITE,
    /**
     * A row takes the place of that with its key; others stay. Spark merges; Flink's committer
     * rewrites the files in which keys have changed.
     */
    MERGE,
    /** A row's numbers are added to those of the row with its key. */
    MERGE_ADDING
  }

  /** The same with each micro-batch written twice. */
  public DeltaWrite again() {
    return new DeltaWrite(way, true);
  }

  /** A way of writing each micro-batch once. */
  public static DeltaWrite by(Way way) {
    return new DeltaWrite(way, false);
  }
}
