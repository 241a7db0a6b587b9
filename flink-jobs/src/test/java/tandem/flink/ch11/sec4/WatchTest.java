package tandem.flink.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.model.ch11.sec4.DroppedLateRows.DELAY;
import static tandem.model.ch11.sec4.DroppedLateRows.RETRASO_MAXIMO;
import static tandem.model.ch11.sec4.DroppedLateRows.RETRASO_MILLIS;
import static tandem.model.ch11.sec4.DroppedLateRows.TARDIOS;
import static tandem.model.ch11.sec4.DroppedLateRows.TARDIOS_RELOJ;
import static tandem.model.ch11.sec4.DroppedLateRows.TOTAL;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.streaming.util.MockStreamingRuntimeContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.flink.runtime.Incoming;
import tandem.flink.runtime.Position;
import tandem.model.event.Evento;

/** What exercise 11.4.2's monitor counts on Flink: parity compares rows, not counters. */
final class WatchTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final InterceptingOperatorMetricGroup metrics =
      new InterceptingOperatorMetricGroup() {
        @Override
        public MetricGroup addGroup(String name) {
          return this;
        }
      };
  private final Watch watch = new Watch();

  @BeforeEach
  void open() {
    watch.setRuntimeContext(
        new MockStreamingRuntimeContext(1, 0) {
          @Override
          public OperatorMetricGroup getMetricGroup() {
            return metrics;
          }
        });
    watch.open(DefaultOpenContext.INSTANCE);
  }

  @Test
  void lateIsWhatWasSentMoreThanTheDelayAfterItHappened() {
    sentAfter(LONG_AGO, DELAY);
    assertThat(counted(TARDIOS)).isZero();
    sentAfter(LONG_AGO, DELAY.plusMillis(1));
    assertThat(counted(TARDIOS)).isEqualTo(1);
    assertThat(counted(TOTAL)).isEqualTo(2);
  }

  @Test
  void byTheClockAReplayIsLateAsAWhole() {
    sentAfter(LONG_AGO, Duration.ZERO);
    sentAfter(Instant.now().plus(DELAY), Duration.ZERO);
    assertThat(counted(TARDIOS_RELOJ)).isEqualTo(1);
    assertThat(counted(TARDIOS)).isZero();
  }

  @Test
  void theWayIsSummedAndItsLongestKept() {
    sentAfter(LONG_AGO, Duration.ofSeconds(2));
    sentAfter(LONG_AGO, Duration.ofMillis(3_500));
    sentAfter(LONG_AGO, Duration.ofSeconds(1));
    assertThat(counted(RETRASO_MILLIS)).isEqualTo(6_500);
    assertThat(((Gauge<?>) metrics.get(RETRASO_MAXIMO)).getValue()).isEqualTo(3.5);
  }

  private void sentAfter(Instant happened, Duration way) {
    Evento event = new Evento("e", "ana", "compra", 1.0, happened, null);
    Position position = new Position(0, 0, happened.plus(way).toEpochMilli());
    assertThat(watch.map(new Incoming(event, null, null, null, position))).isSameAs(event);
  }

  private long counted(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }
}
