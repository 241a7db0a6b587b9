package tandem.harness.run;

import java.time.Duration;
import java.util.function.Consumer;

/** Is told how long work goes: a line for each step, and once a second how live traffic fares. */
public interface Watcher extends Consumer<String> {

  /** Live traffic under way. */
  default void live(Live now) {}

  /** Nothing can go on: what stood in the way, and the mend. */
  default void lost(String reason) {}

  /**
   * How live traffic fares.
   *
   * @param what contender, exercise and variant
   * @param sentPerSecond records sent in the last second
   * @param rowsPerSecond rows that became visible in the last second
   * @param lag rows due and not visible yet; null where a row needs several records
   * @param p99Ms 99th percentile of the latency of the last second's rows, taking rows to come in
   *     the order of their records; null where there is none
   * @param left until the schedule's end
   */
  record Live(
      String what,
      double sentPerSecond,
      double rowsPerSecond,
      Long lag,
      Double p99Ms,
      Duration left) {

    /** Whether all has been sent and has come: it is being compared, which may take a while. */
    public boolean over() {
      return left.isZero() && sentPerSecond == 0 && rowsPerSecond == 0 && lag != null && lag == 0;
    }
  }
}
