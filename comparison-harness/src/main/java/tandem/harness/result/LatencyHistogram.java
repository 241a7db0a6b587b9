package tandem.harness.result;

import java.io.PrintStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import tandem.harness.result.LatencyMeasures.Latency;

/**
 * A distribution of latencies: microseconds inside, milliseconds outside, three significant digits.
 * Merging is exact, so percentiles over repetitions are those of all samples and never averages.
 * Not thread-safe.
 */
public final class LatencyHistogram {
  private static final int DIGITS = 3;
  private static final double MICROS_PER_MILLI = 1000;

  /** Samples that must lie above a percentile before it is published. */
  private static final double SAMPLES_ABOVE = 10;

  /** The published percentiles; the tail is stated, as 1 - 0.999 is not 0.001 in binary. */
  private static final List<Published> PUBLISHED =
      List.of(
          new Published("p50", 50, 0.5),
          new Published("p90", 90, 0.1),
          new Published("p99", 99, 0.01),
          new Published("p999", 99.9, 0.001));

  private final Histogram micros;
  private long negative;

  private record Published(String name, double percentile, double tail) {}

  /** An empty one. */
  public LatencyHistogram() {
    this(new Histogram(DIGITS), 0);
  }

  private LatencyHistogram(Histogram micros, long negative) {
    this.micros = micros;
    this.negative = negative;
  }

  /** Adds a sample; one below zero is only counted. */
  public void record(Duration latency) {
    recordMicros(Math.floorDiv(latency.toNanos(), 1000L));
  }

  /** Adds a sample in microseconds; one below zero is only counted. */
  public void recordMicros(long value) {
    if (value < 0) {
      negative++;
    } else {
      micros.recordValue(value);
    }
  }

  /** Adds all samples of another. */
  public void add(LatencyHistogram other) {
    micros.add(other.micros);
    negative += other.negative;
  }

  /** Number of samples that are not below zero. */
  public long samples() {
    return micros.getTotalCount();
  }

  /** Number of samples below zero, which void a run. */
  public long negative() {
    return negative;
  }

  /**
   * The value that a percentage of the samples does not exceed, ms, however few they are: for
   * curves, which show their sample count beside them.
   *
   * @param percentile from 0 to 100
   */
  public double valueAtMs(double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  /**
   * The distribution as {@code result.json} holds it: percentile p only from at least 10/(1-p)
   * samples, because with fewer not even ten lie above it.
   */
  public Latency summary() {
    Map<String, Double> percentiles = new LinkedHashMap<>();
    for (Published each : PUBLISHED) {
      boolean enough = samples() * each.tail() >= SAMPLES_ABOVE;
      percentiles.put(each.name(), enough ? valueAtMs(each.percentile()) : null);
    }
    boolean empty = samples() == 0;
    return new Latency(
        percentiles,
        samples(),
        negative,
        empty ? null : micros.getMinValue() / MICROS_PER_MILLI,
        empty ? null : micros.getMean() / MICROS_PER_MILLI,
        empty ? null : micros.getMaxValue() / MICROS_PER_MILLI);
  }

  /** Writes the distribution in HdrHistogram's text form ({@code .hgrm}), values in ms. */
  public void writeHgrm(PrintStream out) {
    micros.outputPercentileDistribution(out, 5, MICROS_PER_MILLI);
  }

  /** The whole histogram as one line of text, for {@link #decode}. */
  public String encode() {
    ByteBuffer buffer = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
    byte[] bytes = new byte[micros.encodeIntoCompressedByteBuffer(buffer)];
    buffer.flip();
    buffer.get(bytes);
    return negative + " " + Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * The histogram of a line that {@link #encode} made.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static LatencyHistogram decode(String line) {
    int space = line.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("not a latency histogram");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(line.substring(space + 1).strip());
      return new LatencyHistogram(
          Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0),
          Long.parseLong(line.substring(0, space)));
    } catch (DataFormatException | BufferUnderflowException e) {
      throw new IllegalArgumentException("not a latency histogram", e);
    }
  }
}
