package tandem.model.catalog;

import tandem.model.parity.RowSchema;

/**
 * How the records of a variant's traces come to where its job reads them.
 *
 * @param source what the job reads
 * @param suffix of files' names, such as {@code .json}; null where there are none
 * @param recordsPerFile how many records a file holds; fewer before a control and at the end; 0
 *     where there are none
 * @param whole whether a file appears only when it is complete (written under another name, then
 *     renamed); otherwise the records up to a control are one file's first part, which ends in the
 *     middle of its last record, and those up to the next control are its rest
 * @param columns of Parquet files; null elsewhere
 */
public record Feed(
    SourceKind source, String suffix, int recordsPerFile, boolean whole, RowSchema columns) {

  /** By Kafka. */
  public static final Feed KAFKA = new Feed(SourceKind.KAFKA, null, 0, true, null);

  /** Line by line on a socket. */
  public static final Feed SOCKET = new Feed(SourceKind.SOCKET, null, 0, true, null);

  /** By nobody: the engine makes its records. */
  public static final Feed GENERATOR = new Feed(SourceKind.GENERATOR, null, 0, true, null);

  /** By files of lines. */
  public static Feed lines(String suffix, int recordsPerFile) {
    return new Feed(SourceKind.LINE_FILES, suffix, recordsPerFile, true, null);
  }

  /** By files of lines that can be seen while they are written. */
  public static Feed growingLines(String suffix) {
    return new Feed(SourceKind.LINE_FILES, suffix, Integer.MAX_VALUE, false, null);
  }

  /** By files of columns. */
  public static Feed parquet(int recordsPerFile, RowSchema columns) {
    return new Feed(SourceKind.PARQUET_FILES, ".parquet", recordsPerFile, true, columns);
  }

  /** Whether the records lie on the run's topics. */
  public boolean ofKafka() {
    return source == SourceKind.KAFKA;
  }

  /** How many bytes of a record are in the first part of a file that is not whole. */
  public static int firstPart(int bytes) {
    return bytes / 2;
  }
}
