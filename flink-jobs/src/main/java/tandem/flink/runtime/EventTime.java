package tandem.flink.runtime;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Event time from the payload; a refused record has none and moves no watermark. */
final class EventTime implements WatermarkGenerator<Incoming> {
  private final BoundedOutOfOrdernessWatermarks<Incoming> accepted;

  private EventTime(Duration delay) {
    accepted = new BoundedOutOfOrdernessWatermarks<>(delay);
  }

  static WatermarkStrategy<Incoming> behind(Duration delay) {
    return WatermarkStrategy.<Incoming>forGenerator(context -> new EventTime(delay))
        .withTimestampAssigner(
            (record, kafkaMillis) ->
                record.defect() == null ? record.evento().timestamp().toEpochMilli() : kafkaMillis);
  }

  @Override
  public void onEvent(Incoming record, long millis, WatermarkOutput output) {
    if (record.defect() == null) {
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
