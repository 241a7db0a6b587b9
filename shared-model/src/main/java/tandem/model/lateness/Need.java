package tandem.model.lateness;

import java.time.Duration;
import java.util.Optional;

/**
 * What is wanted of results in windows.
 *
 * @param window length of the tumbling windows
 * @param within time after a window's end at which its final row must be there; empty where nobody
 *     waits for it, because rows come while the window is open
 * @param tolerated share of the events that may be lost, from 0 to 1
 * @param first what matters more where both can't be had
 */
public record Need(Duration window, Optional<Duration> within, double tolerated, First first) {

  /** What matters more. */
  public enum First {
    /** That nothing is lost. */
    COMPLETE,
    /** That it is there in time. */
    IN_TIME
  }

  public Need {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("a window must be longer than " + window);
    }
    if (!(tolerated >= 0 && tolerated <= 1)) {
      throw new IllegalArgumentException("a share of " + tolerated + " is not between 0 and 1");
    }
  }
}
