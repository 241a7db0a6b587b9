package tandem.flink.runtime;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Event time from the payload; a refused record has none and moves no watermark. */
final class EventTime<R extends Dated> implements WatermarkGenerator<R> {
  private final BoundedOutOfOrdernessWatermarks<R> accepted;

  private EventTime(Duration delay) {
    accepted = new BoundedOutOfOrdernessWatermarks<>(delay);
  }

  /** With a watermark that stays a delay behind the greatest event time of each partition. */
  static <R extends Dated> WatermarkStrategy<R> behind(Duration delay) {
    return WatermarkStrategy.<R>forGenerator(context -> new EventTime<>(delay))
        .withTimestampAssigner(EventTime::millis);
  }

  /** Without any watermark. */
  static <R extends Dated> WatermarkStrategy<R> alone() {
    return WatermarkStrategy.<R>noWatermarks().withTimestampAssigner(EventTime::millis);
  }

  private static <R extends Dated> long millis(R record, long kafkaMillis) {
    return record.accepted() ? record.millis() : kafkaMillis;
  }

  @Override
  public void onEvent(R record, long millis, WatermarkOutput output) {
    if (record.accepted()) {
      accepted.onEvent(record, millis, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    accepted.onPeriodicEmit(new AfterTheFirst(output));
  }

  /**
   * Before its first event a generator would announce the beginning of time; that is no watermark
   * yet.
   */
  private record AfterTheFirst(WatermarkOutput output) implements WatermarkOutput {
    @Override
    public void emitWatermark(Watermark watermark) {
      if (watermark.getTimestamp() > Long.MIN_VALUE) {
        output.emitWatermark(watermark);
      }
    }

    @Override
    public void markIdle() {
      output.markIdle();
    }

    @Override
    public void markActive() {
      output.markActive();
    }
  }
}
