package tandem.model.ch11.sec3;

import java.time.Duration;
import tandem.model.catalog.Meaning;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;

/** The watermark along a trace, for oracles. */
public final class Watermarks {
  private final long[] before;

  /**
   * That of some inputs.
   *
   * @param delay how far it stays behind the event times
   * @param meaning which event times it stays behind
   */
  public Watermarks(Inputs inputs, Duration delay, Meaning.Watermark meaning) {
    this.before = inputs.watermarks(delay, meaning);
  }

  /** The watermark when a record arrives, event-time milliseconds. */
  public long before(Input input) {
    return before[(int) input.message().index()];
  }

  /** The watermark after all records. */
  public long last() {
    return before[before.length - 1];
  }

  /** Index of the record that lets the watermark reach an instant; -1 if none does. */
  public int firstToReach(long millis) {
    int low = 0;
    int high = before.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (before[middle] >= millis) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == before.length ? -1 : low - 1;
  }
}
