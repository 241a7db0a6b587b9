package tandem.harness.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import tandem.harness.result.SustainResult.Ending;
import tandem.harness.result.SustainResult.Found;
import tandem.harness.result.SustainResult.Purpose;
import tandem.harness.result.SustainResult.Verdict;

/**
 * Searches for the greatest rate that is sustained: doubles (or halves, where the start is too
 * much), bisects, tries what it found once more, and then a tenth more, which must fail. The same
 * verdicts lead to the same probes, so a search that was interrupted goes on by being told again
 * what it knew.
 */
public final class RateSearch {
  private static final double RESOLUTION = 1.05;
  private static final double EXCESS = 1.1;
  private static final int TO_CONFIRM = 2;
  private static final MathContext DIGITS = new MathContext(3);

  private final Plan plan;
  private final Prober prober;

  /** What holds of each rate; a later probe outweighs earlier ones that contradict it. */
  private final TreeMap<Double, Verdict> standing = new TreeMap<>();

  private int probes;
  private Double confirmed;
  private boolean exceeded;

  /** Tries a rate. */
  public interface Prober {
    /** What the rate, in events per second, was found to be. */
    Verdict at(double rate, Purpose purpose);
  }

  /**
   * How to search.
   *
   * @param start the first rate, events per second
   * @param lowest no rate below it is tried: a probe would have too few events
   * @param probes how many may be made
   */
  public record Plan(double start, double lowest, int probes) {}

  private RateSearch(Plan plan, Prober prober) {
    this.plan = plan;
    this.prober = prober;
  }

  /** Searches. */
  public static Found search(Plan plan, Prober prober) {
    return new RateSearch(plan, prober).found();
  }

  private Found found() {
    while (probes < plan.probes()) {
      Double next = next();
      boolean spare = plan.probes() - probes > TO_CONFIRM;
      if (next != null && (spare || sustained() == null)) {
        probe(next, Purpose.SEARCH);
      } else if (sustained() == null) {
        break;
      } else if (!sustained().equals(confirmed)) {
        confirm();
      } else if (driverEnds() || exceed() != Verdict.SUSTAINED) {
        break;
      }
    }
    return new Found(ending(), sustained(), failed());
  }

  private Ending ending() {
    if (sustained() == null) {
      return Ending.NOT_FOUND;
    }
    if (driverEnds()) {
      return Ending.DRIVER_LIMIT;
    }
    return sustained().equals(confirmed) && exceeded ? Ending.CONFIRMED : Ending.AT_LEAST;
  }

  private void confirm() {
    double rate = sustained();
    if (probe(rate, Purpose.CONFIRM) == Verdict.SUSTAINED) {
      confirmed = rate;
    }
  }

  private Verdict exceed() {
    Verdict verdict = probe(excess(), Purpose.EXCEED);
    exceeded = verdict == Verdict.TOO_MUCH;
    return verdict;
  }

  private Verdict probe(double rate, Purpose purpose) {
    Verdict verdict = prober.at(rate, purpose);
    probes++;
    // what can be sustained at a rate can be at lower ones, and what can't, not at higher ones
    if (verdict == Verdict.SUSTAINED) {
      standing.headMap(rate, true).values().removeIf(each -> each != Verdict.SUSTAINED);
    } else {
      standing.tailMap(rate, true).values().removeIf(each -> each == Verdict.SUSTAINED);
    }
    standing.put(rate, verdict);
    return verdict;
  }

  /** The next rate of the search, or null when it has found what it can. */
  private Double next() {
    Double low = sustained();
    Double high = failed();
    if (low == null && high == null) {
      return rounded(plan.start());
    }
    if (high == null) {
      return rounded(low * 2);
    }
    if (low == null) {
      double half = rounded(high / 2);
      return half < plan.lowest() ? null : (Double) half;
    }
    double middle = rounded(Math.sqrt(low * high));
    boolean between = middle > low && middle < high;
    return between && high / low > RESOLUTION ? (Double) middle : null;
  }

  private double excess() {
    return rounded(sustained() * EXCESS);
  }

  /** Whether the driver could not send a tenth more. */
  private boolean driverEnds() {
    Double failed = failed();
    return failed != null && failed <= excess() && standing.get(failed) == Verdict.OUT_OF_REACH;
  }

  private Double sustained() {
    return standing.entrySet().stream()
        .filter(each -> each.getValue() == Verdict.SUSTAINED)
        .map(Map.Entry::getKey)
        .reduce((lower, higher) -> higher)
        .orElse(null);
  }

  private Double failed() {
    return standing.entrySet().stream()
        .filter(each -> each.getValue() != Verdict.SUSTAINED)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static double rounded(double rate) {
    return BigDecimal.valueOf(rate).round(DIGITS).doubleValue();
  }
}
