package tandem.model.catalog;

/** What a variant's job reads its records from. */
public enum SourceKind {
  KAFKA,
  /** A folder in which files of text appear, a record a line. */
  LINE_FILES,
  /** A folder in which Parquet files appear, a record a row. */
  PARQUET_FILES,
  /** A socket that the engine connects to, a record a line; nobody can ask for a line again. */
  SOCKET,
  /** The engine's own generator; the trace holds no records. */
  GENERATOR
}
