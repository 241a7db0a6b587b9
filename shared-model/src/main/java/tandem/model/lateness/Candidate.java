package tandem.model.lateness;

import java.time.Duration;

/**
 * What a watermark's delay comes to.
 *
 * @param delay how far the watermark stays behind the greatest event time
 * @param lost events that arrived when their window was closed
 * @param lostShare the same as a share of all, from 0 to 1
 * @param entries the most windows of keys that were open at a time
 * @param latency the longest time from a window's end to its closing; the delay itself where none
 *     was closed
 * @param tolerable whether no more is lost than is tolerated
 * @param inTime whether the longest time keeps the deadline, where there is one
 */
public record Candidate(
    Duration delay,
    long lost,
    double lostShare,
    long entries,
    Duration latency,
    boolean tolerable,
    boolean inTime) {}
