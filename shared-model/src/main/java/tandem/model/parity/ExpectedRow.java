package tandem.model.parity;

/**
 * One row that an oracle expects.
 *
 * @param output name of the output it belongs to
 * @param row the row: a result record of the exercise, or a {@link tandem.model.event.DeadLetter}
 * @param cause index of the trace record that makes the row ready: the input itself, or the record
 *     whose event time lets the watermark pass the end of the window; latency counts from its
 *     scheduled instant
 */
public record ExpectedRow(String output, Record row, long cause) {}
