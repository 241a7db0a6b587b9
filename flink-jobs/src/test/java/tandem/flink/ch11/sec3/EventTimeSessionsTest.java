package tandem.flink.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.model.ch11.sec3.ArbitraryState.Sesion;
import tandem.model.event.Evento;

/**
 * What parity cannot say of exercise 11.3.3 on Flink: timers and state are gone when a session
 * closes.
 */
final class EventTimeSessionsTest {
  private static final long MINUTE = 60_000;
  private KeyedOneInputStreamOperatorTestHarness<String, Evento, Sesion> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new EventTimeSessions(5 * MINUTE)),
            Evento::userId,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void anEventOutOfOrderJoinsTwoSessions() throws Exception {
    event(0, 1.0);
    event(8, 2.0);
    assertThat(harness.numEventTimeTimers()).isEqualTo(2);
    event(4, 4.0);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    harness.processWatermark(13 * MINUTE - 2);
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.processWatermark(13 * MINUTE - 1);
    assertThat(harness.extractOutputValues())
        .containsExactly(
            new Sesion("ana", 3, 7.0, Instant.ofEpochMilli(0), Instant.ofEpochMilli(8 * MINUTE)));
  }

  @Test
  void nothingIsLeftWhenASessionHasClosed() throws Exception {
    event(0, 1.0);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(6 * MINUTE);
    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aLateEventIsDropped() throws Exception {
    harness.processWatermark(10 * MINUTE);
    event(10, 1.0);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void event(int minute, double monto) throws Exception {
    Instant at = Instant.ofEpochMilli(minute * MINUTE);
    harness.processElement(
        new Evento("e" + minute, "ana", "compra", monto, at, null), at.toEpochMilli());
  }
}
