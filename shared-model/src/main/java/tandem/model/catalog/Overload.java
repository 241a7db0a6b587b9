package tandem.model.catalog;

import java.time.Duration;

/**
 * Live traffic that is for a while more than any engine can do, and then falls again. Its rates are
 * shares of the rule's capacity: what the rule alone, without engine, broker or parsing, reaches on
 * as many threads as the engines get. So a peak above one is too much on any machine.
 *
 * @param normalShare rate before and after the peak, as a share of the rule's capacity
 * @param peakShare rate in the peak, likewise
 * @param from where in the measured part the peak begins, as a share of its length
 * @param to where it ends
 * @param least the shortest measured part that leaves time to catch up
 */
public record Overload(
    double normalShare, double peakShare, double from, double to, Duration least) {

  public Overload {
    if (!(normalShare > 0 && normalShare < 1 && peakShare > 1 && from > 0 && from < to && to < 1)) {
      throw new IllegalArgumentException("no overload: " + normalShare + " to " + peakShare);
    }
  }

  /** How many times the normal rate the peak is. */
  public double factor() {
    return peakShare / normalShare;
  }

  /** When the peak begins, after the start of a measured part. */
  public Duration peakFrom(Duration measured) {
    return share(measured, from);
  }

  /** When the peak ends, after the start of a measured part. */
  public Duration peakTo(Duration measured) {
    return share(measured, to);
  }

  private static Duration share(Duration whole, double share) {
    return Duration.ofMillis(Math.round(whole.toMillis() * share));
  }
}
