package tandem.model.catalog;

import java.util.List;
import java.util.function.IntFunction;
import tandem.model.parity.RowSchema;

/**
 * A table beside the streams, in which a variant's job looks rows up. A run makes its version 1
 * before the engine starts, and lets version 2 take its place where a trace says {@link
 * tandem.model.trace.TraceEntry.Action#CHANGE}; another process than the engine's writes it, as in
 * life.
 *
 * @param name of the table, and of the source by which the job is told where it is ({@code
 *     spec.source(name)}; in a server its name in the run's space)
 * @param kind what it is, and how it changes
 * @param schema its columns; the key columns identify a row
 * @param rows all rows of a version, 1 or 2
 * @param versionColumn the result's column that holds the version of the row that was looked up,
 *     null where there was none; by it a run tells when an engine first used version 2
 */
public record Dimension(
    String name,
    Kind kind,
    RowSchema schema,
    IntFunction<? extends List<? extends Record>> rows,
    String versionColumn) {

  /** What a table is, and how another version takes its place. */
  public enum Kind {
    /**
     * A folder with a file of Parquet. Another version is a file of another name, and the old one
     * is deleted: what a batch job leaves behind that overwrites the folder.
     */
    PARQUET_REPLACED,
    /** The same; another version is renamed over the file, in one step. */
    PARQUET_IN_PLACE,
    /** A Delta table; another version is a transaction that takes all files away and adds one. */
    DELTA,
    /** A table of PostgreSQL; another version is a transaction that updates all rows. */
    POSTGRES
  }

  /** The version that a run makes before the engine starts. */
  public static final int FIRST = 1;

  /** The version that takes its place. */
  public static final int SECOND = 2;

  /** Whether it is a folder, whose URI is the source's place. */
  public boolean isFolder() {
    return kind != Kind.POSTGRES;
  }
}
