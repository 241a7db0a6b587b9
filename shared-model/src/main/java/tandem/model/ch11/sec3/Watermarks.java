package tandem.model.ch11.sec3;

import java.time.Duration;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.WatermarkPolicy;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;

/** The watermark along a trace, for oracles. */
public final class Watermarks {
  private final long[] before;

  /**
   * That of a job whose topics each have one, of which the least counts.
   *
   * @param delay how far it stays behind the event times
   * @param meaning which event times it stays behind
   */
  public Watermarks(Inputs inputs, Duration delay, Meaning.Watermark meaning) {
    this(inputs, delay, meaning, WatermarkPolicy.MIN);
  }

  /** That of a job whose topics each have one, where a policy says which counts. */
  public Watermarks(
      Inputs inputs, Duration delay, Meaning.Watermark meaning, WatermarkPolicy policy) {
    this(inputs.watermarks(delay, meaning, policy));
  }

  /** One that has been reckoned: before each record and, in the last place, after all. */
  public Watermarks(long[] before) {
    this.before = before;
  }

  /** The watermark when a record arrives, event-time milliseconds. */
  public long before(Input input) {
    return before(input.message().index());
  }

  /** The same by the record's index. */
  public long before(long index) {
    return before[(int) index];
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
