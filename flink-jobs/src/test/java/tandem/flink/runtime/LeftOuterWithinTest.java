package tandem.flink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.model.ch11.sec4.SeveralWatermarks;
import tandem.model.ch11.sec4.SeveralWatermarks.Conversion;
import tandem.model.event.Evento;

/** What parity cannot say of an outer join by event time: what is kept, and when it goes. */
final class LeftOuterWithinTest {
  private static final long MINUTE = 60_000;
  private KeyedTwoInputStreamOperatorTestHarness<String, Evento, Evento, Conversion> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(
                new LeftOuterWithin<>(
                    Evento.class, Evento.class, Duration.ofMinutes(10), SeveralWatermarks::apply)),
            Evento::userId,
            Evento::userId,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aPairComesAtOnceWhoeverIsFirst() throws Exception {
    purchase(12);
    click(3);
    click(1);
    purchase(4);
    assertThat(harness.extractOutputValues())
        .containsExactlyInAnyOrder(row(3, 12), row(3, 4), row(1, 4));
  }

  @Test
  void theSlowerStreamLetsAClickGo() throws Exception {
    click(1);
    harness.processWatermark2(new Watermark(60 * MINUTE));
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.processWatermark1(new Watermark(11 * MINUTE - 1));
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.processWatermark1(new Watermark(11 * MINUTE));
    assertThat(harness.extractOutputValues()).containsExactly(row(1, null));
  }

  @Test
  void nothingIsLeftWhenAllIsOver() throws Exception {
    click(1);
    purchase(2);
    purchase(30);
    both(40);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(harness.extractOutputValues()).containsExactly(row(1, 2));
  }

  @Test
  void lateEventsAreDropped() throws Exception {
    both(20);
    click(20);
    purchase(20);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.extractOutputValues()).isEmpty();
  }

  private void click(int minute) throws Exception {
    harness.processElement1(event("c", minute), minute * MINUTE);
  }

  private void purchase(int minute) throws Exception {
    harness.processElement2(event("p", minute), minute * MINUTE);
  }

  private void both(int minute) throws Exception {
    harness.processWatermark1(new Watermark(minute * MINUTE));
    harness.processWatermark2(new Watermark(minute * MINUTE));
  }

  private static Evento event(String kind, int minute) {
    Instant at = Instant.ofEpochMilli(minute * MINUTE);
    return new Evento(kind + minute, "ana", null, 1.0, at, null);
  }

  private static Conversion row(int click, Integer purchase) {
    return new Conversion(
        "c" + click,
        "ana",
        Instant.ofEpochMilli(click * MINUTE),
        purchase == null ? null : "p" + purchase,
        purchase == null ? null : (Double) 1.0);
  }
}
