package tandem.flink.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tandem.model.event.Evento;

/** What parity can't say of exercise 11.3.4 on Flink: what is left of an id that is forgotten. */
final class KnownUntilTest {
  private static final long MINUTE = 60_000;
  private KeyedOneInputStreamOperatorTestHarness<String, Evento, Evento> harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void anIdIsForgottenWithItsTimer() throws Exception {
    open(new KnownUntil<>(Duration.ofMinutes(60)));
    event("a", 10);
    event("a", 50);
    assertThat(harness.extractOutputValues()).hasSize(1);
    harness.processWatermark(70 * MINUTE - 2);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(70 * MINUTE - 1);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    event("a", 71);
    assertThat(harness.extractOutputValues()).hasSize(2);
  }

  @Test
  void aLateEventIsDroppedNewOrNot() throws Exception {
    open(new KnownUntil<>(Duration.ZERO));
    harness.processWatermark(10 * MINUTE);
    event("a", 10);
    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aTimeToLiveGoesByTheClockAndIsNotProlonged() throws Exception {
    open(RememberedIds.forSome(Duration.ofSeconds(2)));
    harness.setStateTtlProcessingTime(0);
    event("a", 0);
    harness.setStateTtlProcessingTime(1_500);
    event("a", 1);
    assertThat(harness.extractOutputValues()).hasSize(1);
    harness.setStateTtlProcessingTime(2_000);
    event("a", 2);
    assertThat(harness.extractOutputValues()).hasSize(2);
  }

  @Test
  void withoutOneAnIdIsKnownForEver() throws Exception {
    open(RememberedIds.forEver());
    event("a", 0);
    harness.setStateTtlProcessingTime(Long.MAX_VALUE / 2);
    harness.processWatermark(Long.MAX_VALUE - 1);
    event("a", 1);
    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
  }

  private void open(KeyedProcessFunction<String, Evento, Evento> function) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), Evento::eventoId, Types.STRING);
    harness.open();
  }

  private void event(String id, int minute) throws Exception {
    Instant at = Instant.ofEpochMilli(minute * MINUTE);
    harness.processElement(new Evento(id, "ana", "compra", 1.0, at, null), at.toEpochMilli());
  }
}
