package tandem.model.lateness;

/**
 * When an event happened and when it arrived, on one clock.
 *
 * @param eventMillis event time, milliseconds since the epoch
 * @param arrivalMillis arrival, the same
 * @param key what windows are counted by
 */
public record Arrival(long eventMillis, long arrivalMillis, String key) {

  /** How late it arrived. */
  public long latenessMillis() {
    return arrivalMillis - eventMillis;
  }
}
