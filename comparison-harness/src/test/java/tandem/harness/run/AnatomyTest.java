package tandem.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.harness.collect.Collector;
import tandem.harness.replay.SentLog;
import tandem.harness.result.LatencyAnatomy;
import tandem.harness.result.LatencyAnatomy.Part;
import tandem.model.parity.Observed;
import tandem.model.run.Passage.Span;
import tandem.model.run.Stage;

/** Latencies taken apart, from made-up stamps; all in milliseconds after some instant. */
final class AnatomyTest {
  private static final long BASE = 1_800_000_000_000L;

  /** A micro-batch from 100 to 180, with a gap of 5 between its planning and its execution. */
  private static final List<Span> BATCH =
      List.of(
          span(Stage.OFFSETS, 100, 110),
          span(Stage.LOG, 110, 125),
          span(Stage.PLANNING, 125, 135),
          span(Stage.PREPARATION, 140, 148),
          span(Stage.SCHEDULING, 148, 150),
          span(Stage.TASK, 150, 180));

  @Test
  void anEventThatWaitedForItsBatch() {
    Anatomy.Sample sample = Anatomy.dissect(sent(10, 11, 14), row(170, 173), BATCH, null);

    assertThat(sample.total()).isEqualTo(163_000);
    assertThat(sample.lag()).isEqualTo(1_000);
    assertThat(sample.parts())
        .containsEntry(Stage.PRODUCE, 4_000L)
        .containsEntry(Stage.WAIT, 86_000L)
        .containsEntry(Stage.OFFSETS, 10_000L)
        .containsEntry(Stage.LOG, 15_000L)
        .containsEntry(Stage.PLANNING, 10_000L)
        .containsEntry(Stage.PREPARATION, 8_000L)
        .containsEntry(Stage.SCHEDULING, 2_000L)
        // the row is there before the task has ended
        .containsEntry(Stage.TASK, 20_000L)
        .containsEntry(Stage.SINK, 0L)
        .containsEntry(Stage.VISIBLE, 3_000L);
  }

  @Test
  void theGapInABatchStaysUnexplained() {
    LatencyAnatomy anatomy =
        Anatomy.of(many(Anatomy.dissect(sent(10, 11, 14), row(170, 173), BATCH, null), 100));

    assertThat(anatomy.p50().totalMs()).isEqualTo(163);
    assertThat(anatomy.p50().unexplainedPercent()).isCloseTo(5 / 163.0 * 100, within(1e-9));
    assertThat(anatomy.p50().unexplained()).isFalse();
    assertThat(anatomy.p99()).isNull();
  }

  @Test
  void anEventThatCameWhileTheOffsetsWereAskedFor() {
    Anatomy.Sample sample = Anatomy.dissect(sent(101, 101, 104), row(170, 173), BATCH, null);

    assertThat(sample.parts())
        .containsEntry(Stage.PRODUCE, 3_000L)
        .containsEntry(Stage.WAIT, 0L)
        .containsEntry(Stage.OFFSETS, 6_000L);
  }

  @Test
  void anAcknowledgementThatIsHeardOfLateIsCountedOnce() {
    List<Span> passage = List.of(span(Stage.PROCESSING, 3, 4));
    Anatomy.Sample sample = Anatomy.dissect(sent(0, 0, 6), row(9, 10), passage, 7L);

    assertThat(sample.parts())
        .containsEntry(Stage.PRODUCE, 4_000L)
        .containsEntry(Stage.WAIT, 0L)
        .containsEntry(Stage.PROCESSING, 0L)
        .containsEntry(Stage.SINK, 5_000L)
        .containsEntry(Stage.VISIBLE, 1_000L);
    assertThat(sample.parts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(sample.total());
  }

  @Test
  void stampsThatContradictEachOtherAreShown() {
    // the engine claims two stages at once: more than the whole, so unexplained is below zero
    List<Span> twice = List.of(span(Stage.LOG, 20, 90), span(Stage.TASK, 20, 90));
    LatencyAnatomy anatomy =
        Anatomy.of(many(Anatomy.dissect(sent(0, 0, 10), row(90, 100), twice, null), 100));

    assertThat(anatomy.p50().unexplainedPercent()).isCloseTo(-70, within(1e-9));
    assertThat(anatomy.p50().unexplained()).isTrue();
  }

  @Test
  void withoutPassagesTheEngineIsOnePart() {
    Anatomy.Sample sample = Anatomy.whole(sent(0, 0, 2), row(9, 12), null);

    assertThat(sample.parts())
        .containsEntry(Stage.PRODUCE, 2_000L)
        .containsEntry(Stage.ENGINE, 7_000L)
        .containsEntry(Stage.VISIBLE, 3_000L);
    assertThat(Anatomy.of(many(sample, 100)).p50().inStages()).isFalse();
  }

  @Test
  void aBandHoldsTheEventsAroundItsPercentile() {
    // latencies of 1 to 2000 ms, all of it visible only at the end
    List<Anatomy.Sample> samples = new ArrayList<>();
    for (int ms = 2_000; ms >= 1; ms--) {
      samples.add(Anatomy.whole(sent(0, 0, 0), row(0, ms), (long) ms));
    }
    LatencyAnatomy anatomy = Anatomy.of(samples);

    assertThat(anatomy.p50().samples()).isEqualTo(200);
    assertThat(anatomy.p50().totalMs()).isEqualTo(1000.5);
    assertThat(anatomy.p99().samples()).isEqualTo(20);
    assertThat(anatomy.p99().totalMs()).isEqualTo(1980.5);
    assertThat(anatomy.p99().parts()).containsExactly(new Part(Stage.VISIBLE, 1980.5));
    assertThat(anatomy.p99().ownClockMs()).isCloseTo(1.9805, within(1e-9));
  }

  @Test
  void fewEventsHaveNoAnatomy() {
    assertThat(Anatomy.of(many(Anatomy.whole(sent(0, 0, 1), row(2, 3), null), 19))).isNull();
  }

  private static List<Anatomy.Sample> many(Anatomy.Sample sample, int times) {
    return java.util.Collections.nCopies(times, sample);
  }

  private static SentLog.Sent sent(long due, long sent, long acknowledged) {
    return new SentLog.Sent(0, 0, micros(due), micros(sent), micros(acknowledged));
  }

  private static Collector.Row row(long appended, long visible) {
    Observed row = new Observed("result", new byte[0], null);
    return new Collector.Row(row, BASE + appended, micros(visible));
  }

  private static Span span(Stage stage, long begin, long end) {
    return new Span(stage, micros(begin), micros(end));
  }

  private static long micros(long ms) {
    return (BASE + ms) * 1_000;
  }
}
