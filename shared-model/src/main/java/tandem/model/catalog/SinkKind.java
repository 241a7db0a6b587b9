package tandem.model.catalog;

/** Where a variant's result rows go; dead letters go to their topic, and to the console with it. */
public enum SinkKind {
  KAFKA,
  /** The engine's own console sink; one JSON row per line. */
  CONSOLE,
  /**
   * A Delta table at {@link tandem.model.run.RunSpec#location()}, to which each micro-batch or
   * checkpoint is a transaction.
   */
  DELTA,
  /** A folder of Parquet files for each micro-batch or checkpoint, overwritten by a second try. */
  PARQUET,
  /** A table of PostgreSQL, written as {@link Variant#postgres()} says. */
  POSTGRES;

  /**
   * Whether it is a table, whose rows come to light when it is read: nobody is told when a row gets
   * visible, so such a variant is not timed.
   */
  public boolean isTable() {
    return this != KAFKA && this != CONSOLE;
  }
}
