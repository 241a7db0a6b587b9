package tandem.model.trace;

/** What a trace is replayed for. */
public enum Purpose {
  /** Small, with barriers, late and malformed records: proves the output right; never timed. */
  PARITY,
  /** A steady rate on the clock, with ticks and without late records: latency. */
  LIVE,
  /** Preloaded before the engine starts: throughput. */
  DRAIN
}
