package tandem.harness.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import tandem.harness.Timeline;
import tandem.harness.broker.KafkaBroker;
import tandem.harness.broker.Topics;
import tandem.harness.process.Installation;
import tandem.harness.replay.Replayer;
import tandem.harness.replay.SentLog;
import tandem.harness.run.Scratch;
import tandem.harness.run.Traces;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceRequest;

/**
 * Measures the instrument itself: how fast the driver can send, and how late it is when no engine
 * runs beside it. A run can show nothing that its driver can't offer.
 */
public final class DriverBench {
  private static final int PARTITIONS = 2;
  private static final long SEED = 1;
  private static final Duration LEAD_IN = Duration.ofSeconds(5);

  /**
   * What the driver can do.
   *
   * @param recordsPerSecond sent and acknowledged, as fast as can be
   * @param bytesPerRecord mean size of a record's value
   * @param offeredPerSecond the rate at which lateness was measured
   * @param lagP50Ms lateness at that rate
   * @param lagP99Ms lateness at that rate
   * @param lagMaxMs lateness at that rate
   */
  public record Figures(
      double recordsPerSecond,
      double bytesPerRecord,
      double offeredPerSecond,
      double lagP50Ms,
      double lagP99Ms,
      double lagMaxMs) {}

  private DriverBench() {}

  /**
   * Runs, with a broker of its own.
   *
   * @param events records of the fast part
   * @param rate records per second of the steady part
   * @param time length of the steady part
   */
  public static Figures run(
      Installation installation, long events, double rate, Duration time, Consumer<String> say) {
    Path scratch = Scratch.create("bench");
    try (KafkaBroker broker =
            KafkaBroker.start(
                installation, scratch.resolve("broker"), scratch.resolve("broker.log"));
        Topics topics = new Topics(broker.bootstrap(), "bench", false);
        Replayer replayer = new Replayer(broker.bootstrap())) {
      Traces traces = new Traces(scratch, Optional.empty());
      say.accept("warming up");
      fast(topics, replayer, traces, events);
      say.accept("as fast as can be: " + events + " records");
      Fast fast = fast(topics, replayer, traces, events);
      say.accept("steadily: %.0f records/s for %d s".formatted(rate, time.toSeconds()));
      Histogram lag = steady(topics, replayer, traces, rate, time);
      return new Figures(
          fast.recordsPerSecond(),
          fast.bytesPerRecord(),
          rate,
          lag.getValueAtPercentile(50) / 1e3,
          lag.getValueAtPercentile(99) / 1e3,
          lag.getMaxValue() / 1e3);
    } finally {
      Scratch.delete(scratch);
    }
  }

  private record Fast(double recordsPerSecond, double bytesPerRecord) {}

  private static Fast fast(Topics topics, Replayer replayer, Traces traces, long events) {
    Trace trace = trace(traces, TraceRequest.drain(SEED, PARTITIONS, (double) events, events));
    long begun = Timeline.micros();
    send(topics, replayer, trace, Replayer.Pace.AT_ONCE);
    double seconds = (Timeline.micros() - begun) / 1e6;
    long[] bytes = {0};
    trace.forEach(
        entry -> {
          if (entry instanceof tandem.model.trace.TraceEntry.Message message) {
            bytes[0] += message.value() == null ? 0 : message.value().length;
          }
        });
    return new Fast(trace.records() / seconds, (double) bytes[0] / trace.records());
  }

  private static Histogram steady(
      Topics topics, Replayer replayer, Traces traces, double rate, Duration time) {
    Trace trace = trace(traces, TraceRequest.live(SEED, PARTITIONS, rate, LEAD_IN, time));
    return send(topics, replayer, trace, Replayer.Pace.SCHEDULED).lag();
  }

  private static Trace trace(Traces traces, TraceRequest request) {
    Exercise exercise = Catalog.all().get(0);
    return traces.get(exercise, exercise.headline(), request);
  }

  private static SentLog send(Topics topics, Replayer replayer, Trace trace, Replayer.Pace pace) {
    Map<String, String> names = topics.create(Catalog.all().get(0).headline(), PARTITIONS);
    SentLog log = Replayer.logFor(trace);
    replayer.replay(trace, names, pace, log, (control, sent) -> {});
    topics.delete(names);
    return log;
  }
}
