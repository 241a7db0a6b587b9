package tandem.flink.runtime;

/** How records are read. */
public enum Reading {
  /** What can't be accepted is refused, with the reason. */
  STRICT,
  /** The same, and accepted records say where they lie. */
  POSITIONED,
  /** As a careless job does: what can't be read is null. */
  CARELESS
}
