package tandem.model.catalog;

/** Where a variant's result rows go; dead letters go to their topic, and to the console with it. */
public enum SinkKind {
  KAFKA,
  /** The engine's own console sink; one JSON row per line. */
  CONSOLE,
  /** A table in the memory of the engine's process; Spark only. */
  MEMORY,
  /**
   * A Delta table at {@link tandem.model.run.RunSpec#location()}, to which each micro-batch or
   * checkpoint is a transaction.
   */
  DELTA,
  /**
   * The same table by the engine's own streaming sink for it, which takes what it takes; it takes
   * result rows only, and no dead letters go anywhere.
   */
  DELTA_STREAM,
  /** A folder of Parquet files for each micro-batch or checkpoint, overwritten by a second try. */
  PARQUET,
  /** A table of PostgreSQL, written as {@link Variant#postgres()} says. */
  POSTGRES;

  /** Whether it is a Delta table, whoever writes it. */
  public boolean isDelta() {
    return this == DELTA || this == DELTA_STREAM;
  }

  /**
   * Whether it is a table, whose rows come to light when it is read: nobody is told when a row gets
   * visible, so such a variant is not timed.
   */
  public boolean isTable() {
    return isDelta() || this == PARQUET || this == POSTGRES;
  }
}
