package tandem.model.catalog;

/**
 * How a variant's result rows relate to its keys, and so how they are compared (docs/method.md,
 * section 2).
 */
public enum Emission {
  /** Each row is final; rows compare as a multiset. */
  APPEND,
  /**
   * A row replaces its key's earlier row; per key the rows are an in-order subsequence of the
   * changelog, ending in its last row.
   */
  UPDATE,
  /**
   * A row sums up some of the inputs, and which ones fall together is the engine's own matter: the
   * counts of a key's rows add up to its inputs.
   */
  SHARE,
  /**
   * A row takes its key's place in a table, where one row of each key is found: the last. The
   * oracle says that one.
   */
  UPSERT,
  /**
   * Every row is due, also those that say the same again, and those of a key in just this order:
   * whole tables given time and again, changes of known micro-batches, changelogs that take rows
   * back.
   */
  SEQUENCE;

  /** Whether the order in which a key's rows come means something. */
  public boolean ordered() {
    return this == UPDATE || this == UPSERT || this == SEQUENCE;
  }
}
