package tandem.harness.run;

import java.util.ArrayList;
import java.util.List;
import tandem.harness.result.LatencyHistogram;
import tandem.harness.result.SustainResult.Criterion;
import tandem.harness.result.SustainResult.Finding;
import tandem.harness.result.SustainResult.Verdict;
import tandem.harness.run.Flow.Answer;

/**
 * Judges whether an offered rate was sustained (docs/method.md): from what was due, what was sent
 * and what was visible, never from offsets that an engine says it has read.
 */
final class Criteria {
  private static final double LEAST_SENT = 0.99;
  private static final double MOST_SLOPE = 0.01;
  private static final double MOST_TAIL = 1.2;

  /** Below this, what a tail grows by is the machine's jitter and no backlog. */
  private static final double JITTER_MS = 10;

  private static final double CATCH_UP_SECONDS = 2;
  private static final int CATCH_UP_TRIGGERS = 2;
  private static final int SAMPLES_OF_A_TRIGGER = 20;
  private static final double MICROS = 1e6;

  private final Flow flow;
  private final int leastTriggers;
  private final long[] due;
  private final long[] visible;

  private Criteria(Flow flow, int leastTriggers) {
    this.flow = flow;
    this.leastTriggers = leastTriggers;
    this.due = flow.answers().stream().mapToLong(Answer::due).sorted().toArray();
    this.visible = flow.answers().stream().mapToLong(Answer::visible).sorted().toArray();
  }

  /**
   * All criteria of a probe.
   *
   * @param leastTriggers whole triggers that the lag's slope needs
   */
  static List<Finding> judge(Flow flow, int leastTriggers) {
    Criteria criteria = new Criteria(flow, leastTriggers);
    return List.of(
        criteria.sent(),
        criteria.slope(),
        criteria.tail(),
        criteria.backlog(),
        atMost(Criterion.OUTPUT, (double) flow.wrongRows(), 0));
  }

  /** What the findings say of the rate; what was not sent in time says nothing of the engine. */
  static Verdict verdict(List<Finding> findings) {
    boolean sent =
        findings.stream().allMatch(each -> each.criterion() != Criterion.SENT || each.held());
    if (!sent) {
      return Verdict.OUT_OF_REACH;
    }
    return findings.stream().allMatch(Finding::held) ? Verdict.SUSTAINED : Verdict.TOO_MUCH;
  }

  private static Finding atMost(Criterion criterion, Double value, double limit) {
    return new Finding(criterion, value, limit, value != null && value <= limit);
  }

  /** In an open loop, a driver that needs longer for the same records sends fewer of them. */
  private Finding sent() {
    double span = flow.to() - flow.from();
    double needed = Math.max(flow.to(), flow.lastAcknowledged()) - flow.from();
    double share = span / needed;
    return new Finding(Criterion.SENT, share, LEAST_SENT, share >= LEAST_SENT);
  }

  /**
   * Least squares over the mean lag of each whole trigger: within one, the lag rises and falls like
   * a saw, and a line through the saw's teeth would see a slope where there is none.
   */
  private Finding slope() {
    List<Long> ends = flow.triggers();
    int whole = ends.size() - 1;
    double offered = (count(due, flow.to()) - count(due, flow.from())) / seconds();
    if (whole < leastTriggers || offered <= 0) {
      return atMost(Criterion.LAG_SLOPE, null, MOST_SLOPE);
    }
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < whole; i++) {
      points.add(meanLag(ends.get(i), ends.get(i + 1)));
    }
    return atMost(Criterion.LAG_SLOPE, slope(points) / offered, MOST_SLOPE);
  }

  /** The middle of a stretch, in seconds since the begin, and the mean lag over it, in rows. */
  private double[] meanLag(long begin, long end) {
    double sum = 0;
    for (int i = 0; i < SAMPLES_OF_A_TRIGGER; i++) {
      long at = begin + (long) ((i + 0.5) / SAMPLES_OF_A_TRIGGER * (end - begin));
      sum += count(due, at) - count(visible, at);
    }
    return new double[] {((begin + end) / 2.0 - flow.from()) / MICROS, sum / SAMPLES_OF_A_TRIGGER};
  }

  private static double slope(List<double[]> points) {
    double meanX = points.stream().mapToDouble(point -> point[0]).average().orElseThrow();
    double meanY = points.stream().mapToDouble(point -> point[1]).average().orElseThrow();
    double above = points.stream().mapToDouble(p -> (p[0] - meanX) * (p[1] - meanY)).sum();
    double below = points.stream().mapToDouble(p -> (p[0] - meanX) * (p[0] - meanX)).sum();
    return above / below;
  }

  private Finding tail() {
    long third = (flow.to() - flow.from()) / 3;
    Double middle = p99(flow.from() + third, flow.from() + 2 * third);
    Double last = p99(flow.from() + 2 * third, flow.to());
    if (middle == null || last == null) {
      return atMost(Criterion.TAIL, null, MOST_TAIL);
    }
    double ratio = middle == 0 ? 1 : last / middle;
    boolean held = ratio <= MOST_TAIL || last - middle <= JITTER_MS;
    return new Finding(Criterion.TAIL, ratio, MOST_TAIL, held);
  }

  /** The 99th percentile of what was due in a stretch, ms, or null where that is too little. */
  private Double p99(long begin, long end) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (Answer answer : flow.answers()) {
      if (answer.due() >= begin && answer.due() < end) {
        histogram.recordMicros(answer.visible() - answer.due());
      }
    }
    return histogram.summary().at("p99");
  }

  /** A gear that works in triggers is two of them behind when it keeps up. */
  private Finding backlog() {
    int whole = flow.triggers().size() - 1;
    double trigger = whole < 1 ? 0 : seconds() / whole;
    double limit = CATCH_UP_SECONDS + CATCH_UP_TRIGGERS * trigger;
    if (!flow.finished()) {
      return atMost(Criterion.BACKLOG, null, limit);
    }
    long last = visible.length == 0 ? flow.to() : visible[visible.length - 1];
    return atMost(Criterion.BACKLOG, Math.max(0, (last - flow.to()) / MICROS), limit);
  }

  private double seconds() {
    return (flow.to() - flow.from()) / MICROS;
  }

  /** How many come before an instant. */
  private static int count(long[] sorted, long instant) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
