package tandem.flink.ch11.sec6;

/**
 * What has come of a service in an open window.
 *
 * @param baseline what is usual, or null while unknown
 * @param worst the greatest reading, or null while there is none
 * @param told whether its anomaly has been told
 */
public record WindowSoFar(Double baseline, Double worst, boolean told) {
  static final WindowSoFar NOTHING = new WindowSoFar(null, null, false);

  WindowSoFar withReading(Double value) {
    boolean greater = value != null && (worst == null || value > worst);
    return new WindowSoFar(baseline, greater ? value : worst, told);
  }

  WindowSoFar withBaseline(Double value) {
    return new WindowSoFar(value == null ? baseline : value, worst, told);
  }

  WindowSoFar asTold() {
    return new WindowSoFar(baseline, worst, true);
  }
}
