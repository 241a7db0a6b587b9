package tandem.model.catalog;

import java.io.Serializable;

/**
 * How a variant's result rows get into a table of PostgreSQL. What identifies a row are the key
 * columns of the variant's schema.
 *
 * @param table name of the table
 * @param conflict what becomes of a row whose key is there already
 * @param control how a micro-batch that was written before is recognised; of engines without
 *     batches only what it promises counts, see {@link Control}
 * @param way how the rows travel
 * @param raced whether each micro-batch is written by two writers at the same time, as when a
 *     driver was taken for dead and another has begun; engines without batches ignore it
 */
public record PostgresWrite(
    String table, Conflict conflict, Control control, Way way, boolean raced)
    implements Serializable {

  /** What becomes of a row whose key is there already. */
  public enum Conflict {
    /** No key: it stands beside the other. */
    INSERT,
    /** It takes the other's place: to write it again changes nothing. */
    REPLACE,
    /** Its numbers are added to the other's: to write it again counts it twice. */
    ADD
  }

  /** How a micro-batch that was written before is recognised. */
  public enum Control {
    /** Not at all. */
    NONE,
    /**
     * By its entry in {@code batch_control}, looked for in a transaction of its own before the one
     * that writes the rows and the entry.
     */
    CHECKED_BEFORE,
    /**
     * By the same entry, made in the transaction that writes the rows. Flink promises as much by
     * two-phase commits where its checkpoints are exactly-once.
     */
    SAME_TRANSACTION
  }

  /** How the rows travel. */
  public enum Way {
    /** Each task writes its own, many in one round trip. */
    BATCHED,
    /** All to the driver, which writes many in one round trip. */
    COLLECTED,
    /** All to the driver, which writes each by a round trip of its own. */
    ROW_BY_ROW,
    /** Each task copies its own into a staging table, which one transaction merges. */
    COPY
  }

  /** Rows without a key, written by tasks. */
  public static PostgresWrite inserting(String table) {
    return new PostgresWrite(table, Conflict.INSERT, Control.NONE, Way.BATCHED, false);
  }

  /** Rows that replace those of their key, written by tasks. */
  public static PostgresWrite replacing(String table) {
    return new PostgresWrite(table, Conflict.REPLACE, Control.NONE, Way.BATCHED, false);
  }

  /** Rows that are added to those of their key, written by tasks. */
  public static PostgresWrite adding(String table) {
    return new PostgresWrite(table, Conflict.ADD, Control.NONE, Way.BATCHED, false);
  }

  /** The same with another control. */
  public PostgresWrite with(Control other) {
    return new PostgresWrite(table, conflict, other, way, raced);
  }

  /** The same in another way. */
  public PostgresWrite by(Way other) {
    return new PostgresWrite(table, conflict, control, other, raced);
  }

  /** The same by two writers at once. */
  public PostgresWrite byTwoAtOnce() {
    return new PostgresWrite(table, conflict, control, way, true);
  }

  /** Whether a second try leaves the table as one would have. */
  public boolean repeatable() {
    return conflict == Conflict.REPLACE || control == Control.SAME_TRANSACTION;
  }
}
