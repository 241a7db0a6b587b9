package tandem.model.lateness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import tandem.model.lateness.Need.First;

/**
 * What each candidate for a watermark's delay would have done to some events, and which of them is
 * recommended.
 *
 * <p>The watermark moves with every event and over all partitions together. Spark moves it between
 * batches only, and Flink waits for the slowest partition: both lose at most as much, and give a
 * row out a little later.
 *
 * @param candidates from the shortest to the longest
 * @param recommended one of them
 * @param reason why
 */
public record DelayTable(List<Candidate> candidates, Candidate recommended, Reason reason) {

  /** Delays that are tried where none are asked for. */
  public static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(4),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofHours(48),
          Duration.ofHours(72));

  /** Why a delay is recommended. */
  public enum Reason {
    /** The shortest that loses no more than is tolerated and keeps the deadline. */
    SHORTEST_THAT_DOES,
    /**
     * The longest that keeps the deadline: nothing may be lost, and what is left of the deadline is
     * the only margin for worse days.
     */
    ALL_THE_MARGIN,
    /** The longest that keeps the deadline, which comes first: more than is tolerated is lost. */
    DEADLINE_FIRST,
    /** The shortest that loses no more than is tolerated, which comes first: it is too late. */
    LOSS_FIRST,
    /** Neither can be had: the one that loses least. */
    LEAST_LOSS
  }

  /**
   * Tries delays on some events.
   *
   * @param arrivals in the order of their arrival
   * @throws IllegalArgumentException if there are no events or no delays, or a delay is negative
   */
  public static DelayTable of(List<Arrival> arrivals, Need need, List<Duration> delays) {
    if (arrivals.isEmpty() || delays.isEmpty()) {
      throw new IllegalArgumentException("without events and delays there is nothing to choose");
    }
    delays.stream()
        .filter(Duration::isNegative)
        .findFirst()
        .ifPresent(
            delay -> {
              throw new IllegalArgumentException("a delay of " + delay + " is negative");
            });
    List<Candidate> candidates =
        delays.stream().sorted().distinct().map(delay -> tried(arrivals, need, delay)).toList();
    return recommend(candidates, need);
  }

  private static DelayTable recommend(List<Candidate> candidates, Need need) {
    List<Candidate> both = some(candidates, c -> c.tolerable() && c.inTime());
    List<Candidate> inTime = some(candidates, Candidate::inTime);
    List<Candidate> tolerable = some(candidates, Candidate::tolerable);
    boolean deadline = need.within().isPresent();
    if (!both.isEmpty()) {
      return need.first() == First.COMPLETE && deadline
          ? new DelayTable(candidates, both.get(both.size() - 1), Reason.ALL_THE_MARGIN)
          : new DelayTable(candidates, both.get(0), Reason.SHORTEST_THAT_DOES);
    }
    if (need.first() == First.IN_TIME && !inTime.isEmpty()) {
      return new DelayTable(candidates, inTime.get(inTime.size() - 1), Reason.DEADLINE_FIRST);
    }
    if (need.first() == First.COMPLETE && !tolerable.isEmpty()) {
      return new DelayTable(candidates, tolerable.get(0), Reason.LOSS_FIRST);
    }
    Candidate least =
        candidates.stream().min(Comparator.comparingLong(Candidate::lost)).orElseThrow();
    return new DelayTable(candidates, least, Reason.LEAST_LOSS);
  }

  private static List<Candidate> some(List<Candidate> candidates, Predicate<Candidate> which) {
    return candidates.stream().filter(which).toList();
  }

  private static Candidate tried(List<Arrival> arrivals, Need need, Duration delay) {
    long window = need.window().toMillis();
    TreeMap<Long, Set<String>> open = new TreeMap<>();
    long greatest = Long.MIN_VALUE;
    long entries = 0;
    long most = 0;
    long lost = 0;
    long latency = 0;
    for (Arrival arrival : arrivals) {
      long end = (Math.floorDiv(arrival.eventMillis(), window) + 1) * window;
      if (greatest != Long.MIN_VALUE && end <= greatest - delay.toMillis()) {
        lost++;
        continue;
      }
      if (open.computeIfAbsent(end, e -> new HashSet<>()).add(arrival.key())) {
        most = Math.max(most, ++entries);
      }
      greatest = Math.max(greatest, arrival.eventMillis());
      Map<Long, Set<String>> closed = open.headMap(greatest - delay.toMillis(), true);
      for (Map.Entry<Long, Set<String>> each : new ArrayList<>(closed.entrySet())) {
        latency = Math.max(latency, arrival.arrivalMillis() - each.getKey());
        entries -= each.getValue().size();
        open.remove(each.getKey());
      }
    }
    double share = (double) lost / arrivals.size();
    // no window is closed sooner, and none at all where the events end before
    Duration longest = Duration.ofMillis(Math.max(latency, delay.toMillis()));
    boolean inTime = need.within().map(within -> longest.compareTo(within) <= 0).orElse(true);
    return new Candidate(delay, lost, share, most, longest, share <= need.tolerated(), inTime);
  }
}
