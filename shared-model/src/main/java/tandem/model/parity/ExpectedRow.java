package tandem.model.parity;

/**
 * One row that an oracle expects.
 *
 * @param output name of the output it belongs to
 * @param row the row: a result record of the exercise, or a {@link tandem.model.event.DeadLetter}
 * @param cause index of the trace record that makes the row ready: the input itself, or the record
 *     whose event time lets the watermark pass the end of the window; latency counts from its
 *     scheduled instant
 * @param orElse a row with the same key that is as right in its place, as long as a change that
 *     takes effect at nobody's appointed time is under way; null for none. Only final rows may have
 *     one ({@link tandem.model.catalog.Emission#APPEND})
 */
public record ExpectedRow(String output, Record row, long cause, Record orElse) {

  /** A row that no other may stand for. */
  public ExpectedRow(String output, Record row, long cause) {
    this(output, row, cause, null);
  }
}
