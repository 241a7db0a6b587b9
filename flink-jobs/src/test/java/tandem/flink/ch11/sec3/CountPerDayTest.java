package tandem.flink.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tandem.model.ch11.sec3.StateThatOnlyGrows.ConteoDiario;
import tandem.model.event.Evento;

/** What parity cannot say of 11.3.5 on Flink: what drops a count, and what does not. */
final class CountPerDayTest {
  private static final Instant DAY = Instant.EPOCH;

  private KeyedOneInputStreamOperatorTestHarness<Tuple2<String, Long>, Evento, ConteoDiario>
      harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aWatermarkThatPassesDropsNothing() throws Exception {
    open(null);
    event();
    harness.processWatermark(Duration.ofDays(400).toMillis());
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void whatTheClockHasForgottenBeginsAnew() throws Exception {
    open(Duration.ofSeconds(10));
    harness.setStateTtlProcessingTime(0);
    event();
    harness.setStateTtlProcessingTime(9_999);
    event();
    // the second write has put it off
    harness.setStateTtlProcessingTime(19_998);
    event();
    harness.setStateTtlProcessingTime(29_998);
    event();

    assertThat(harness.extractOutputValues()).containsExactly(row(1), row(2), row(3), row(1));
  }

  private void open(Duration timeToLive) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new CountPerDay(timeToLive)),
            evento -> Tuple2.of(evento.userId(), 0L),
            Types.TUPLE(Types.STRING, Types.LONG));
    harness.open();
  }

  private void event() throws Exception {
    harness.processElement(new Evento("e", "ana", null, null, DAY, null), DAY.toEpochMilli());
  }

  private static ConteoDiario row(long count) {
    return new ConteoDiario("ana", DAY, count);
  }
}
