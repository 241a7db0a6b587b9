package tandem.harness.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import tandem.model.event.Evento;

/**
 * How many events a second a rule alone could do: no engine, no broker, no parsing, a core for each
 * thread. As it favours no contender, the rates of an overload are shares of it, and all get the
 * same traffic. It is reckoned from processor time, which other work on the machine hardly changes.
 */
final class RuleCapacity {
  /** The compiler is at work first. */
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  private static final Duration MEASURED = Duration.ofSeconds(1);
  private static final double NANOS_PER_SECOND = 1e9;
  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private RuleCapacity() {}

  /**
   * Works the rule for two seconds of processor time.
   *
   * @param events some events that it is given in turn
   * @param threads of an engine; more than there are processors are of no use
   * @return events per second of all threads
   */
  static double measure(Function<Evento, Record> rule, List<Evento> events, int threads) {
    eventsPerSecond(rule, events, WARM_UP);
    int cores = Math.min(threads, Runtime.getRuntime().availableProcessors());
    return cores * eventsPerSecond(rule, events, MEASURED);
  }

  /** A rate in figures that can be read. */
  static double rounded(double rate) {
    return new BigDecimal(rate).round(TWO_DIGITS).doubleValue();
  }

  private static double eventsPerSecond(
      Function<Evento, Record> rule, List<Evento> events, Duration time) {
    long begun = THREADS.getCurrentThreadCpuTime();
    long count = 0;
    long used = 0;
    while (used < time.toNanos()) {
      if (rule.apply(events.get((int) (count % events.size()))) != null) {
        count++;
      }
      used = THREADS.getCurrentThreadCpuTime() - begun;
    }
    return count * NANOS_PER_SECOND / used;
  }
}
