package tandem.model.parity;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import tandem.model.catalog.Variant;
import tandem.model.event.DeadLetter;

/** Makes the rows of a variant canonical: results by its schema, dead letters by their own. */
record CanonicalRows(Variant variant) {
  private static final RowSchema DEAD_LETTERS =
      RowSchema.of(DeadLetter.class, Set.of("value"), Set.of());

  CanonicalRow of(ExpectedRow row) {
    return row.row() instanceof DeadLetter letter
        ? DEAD_LETTERS.canonical(letter)
        : variant.schema().canonical(row.row());
  }

  /** The row that is as right in its place, or null. */
  CanonicalRow orElse(ExpectedRow row) {
    return row.orElse() == null ? null : variant.schema().canonical(row.orElse());
  }

  CanonicalRow of(Observed row) {
    if (!row.output().equals(DeadLetter.OUTPUT)) {
      return variant.schema().canonical(row.value() == null ? new byte[0] : row.value());
    }
    String value = row.value() == null ? null : new String(row.value(), StandardCharsets.UTF_8);
    return DEAD_LETTERS.canonical(new DeadLetter(value, row.reason()));
  }
}
