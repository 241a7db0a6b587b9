package tandem.model.catalog;

/** Where a variant's result rows go. */
public enum SinkKind {
  KAFKA,
  /** The engine's own console sink; one JSON row per line. */
  CONSOLE,
  /** A table in the memory of the engine's process; Spark only. */
  MEMORY
}
