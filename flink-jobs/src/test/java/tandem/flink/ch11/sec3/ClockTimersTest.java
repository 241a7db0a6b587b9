package tandem.flink.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tandem.model.ch11.sec3.ArbitraryState.Acumulado;
import tandem.model.ch11.sec3.ArbitraryState.Sesion;
import tandem.model.event.Evento;

/**
 * What parity cannot say of the variants of exercise 11.3.3 that follow the clock: when their
 * timers fire, and that nothing is left behind.
 */
final class ClockTimersTest {
  private static final long MINUTE = 60_000;
  private static final long CLOCK_GAP = 2_000;
  private KeyedOneInputStreamOperatorTestHarness<String, Evento, ?> harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aSessionClosesWhenTheClockHasShownNoEventForTheGap() throws Exception {
    open(new ClockSessions(CLOCK_GAP));
    at(10_000, "ana", 0, 1.0);
    at(11_999, "ana", 60, 2.0);
    // the first event's timer would have fired here, if the second event had not moved it
    harness.setProcessingTime(13_998);
    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    harness.setProcessingTime(13_999);
    assertThat(harness.extractOutputValues()).isEqualTo(List.of(ana(2, 3.0, 0, 60)));
    assertNothingIsLeft();
  }

  @Test
  void usersDoNotKeepEachOthersSessionsOpen() throws Exception {
    open(new ClockSessions(CLOCK_GAP));
    at(10_000, "ana", 0, 1.0);
    at(11_500, "bob", 1, 2.0);
    harness.setProcessingTime(12_000);
    assertThat(harness.extractOutputValues()).isEqualTo(List.of(ana(1, 1.0, 0, 0)));
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
  }

  @Test
  void byTheCourseTheGapCountsFromTheFirstEvent() throws Exception {
    open(new CourseSessions(5 * MINUTE, CLOCK_GAP));
    at(10_000, "ana", 0, 1.0);
    at(10_001, "ana", 4, 2.0);
    at(10_002, "ana", 5, 4.0);
    assertThat(harness.extractOutputValues()).isEmpty();
    // two minutes after the last event, and yet the session ends
    at(10_003, "ana", 7, 8.0);
    assertThat(harness.extractOutputValues()).isEqualTo(List.of(ana(3, 7.0, 0, 7)));
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
  }

  @Test
  void byTheCourseSilenceEndsASessionAtTheClocksReading() throws Exception {
    open(new CourseSessions(5 * MINUTE, CLOCK_GAP));
    at(10_000, "ana", 3, 1.0);
    harness.setProcessingTime(12_000);
    assertThat(harness.extractOutputValues())
        .isEqualTo(
            List.of(
                new Sesion(
                    "ana",
                    1,
                    1.0,
                    Instant.ofEpochMilli(3 * MINUTE),
                    Instant.ofEpochMilli(12_000))));
    assertNothingIsLeft();
  }

  @Test
  void runningTotalsKeepOneEntryForEachUserAndNoTimer() throws Exception {
    open(new RunningTotals());
    at(0, "ana", 0, 1.0);
    at(0, "bob", 0, 2.0);
    at(0, "ana", 1, null);
    assertThat(harness.extractOutputValues())
        .isEqualTo(
            List.of(
                new Acumulado("ana", 1, 1.0),
                new Acumulado("bob", 1, 2.0),
                new Acumulado("ana", 2, 1.0)));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  private void open(KeyedProcessFunction<String, Evento, ?> function) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), Evento::userId, Types.STRING);
    harness.open();
  }

  private void assertNothingIsLeft() {
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  private static Sesion ana(long events, double value, int firstMinute, int lastMinute) {
    return new Sesion(
        "ana",
        events,
        value,
        Instant.ofEpochMilli(firstMinute * MINUTE),
        Instant.ofEpochMilli(lastMinute * MINUTE));
  }

  private void at(long clockMillis, String user, int minute, Double monto) throws Exception {
    Instant at = Instant.ofEpochMilli(minute * MINUTE);
    harness.setProcessingTime(clockMillis);
    harness.processElement(new Evento("e", user, "compra", monto, at, null), at.toEpochMilli());
  }
}
