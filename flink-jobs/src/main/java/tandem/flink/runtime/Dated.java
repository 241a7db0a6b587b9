package tandem.flink.runtime;

/** A record from a source, with an event time where it is accepted. */
interface Dated {

  /** Whether it is accepted; a refused record moves no watermark. */
  boolean accepted();

  /** Event time, milliseconds since the epoch; only of accepted records. */
  long millis();
}
