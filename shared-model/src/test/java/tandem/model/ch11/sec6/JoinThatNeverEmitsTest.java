package tandem.model.ch11.sec6;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.AS_IT_STANDS;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.MENDED;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.OUTER;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.STANDS_STILL;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.STREAM_A;
import static tandem.model.ch11.sec6.JoinThatNeverEmits.STREAM_B;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec6.JoinThatNeverEmits.Par;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.WireInput;
import tandem.model.run.Engine;

/** The oracle of 11.6.4 against rows worked out by hand on eight records, and its claims. */
final class JoinThatNeverEmitsTest {
  private final Map<String, Double> figures = new HashMap<>();
  @TempDir private Path directory;

  JoinThatNeverEmitsTest() {
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      put(AS_IT_STANDS, engine, Figure.RESULT_ROWS, 2_000);
      put(AS_IT_STANDS, engine, Figure.STATE_GROWTH, 1.67);
      put(MENDED, engine, Figure.RESULT_ROWS, 300);
      put(MENDED, engine, Figure.STATE_GROWTH, 1.0);
      put(STANDS_STILL, engine, Figure.RESULT_ROWS, 100);
    }
    put(AS_IT_STANDS, Engine.SPARK, Figure.AVAILABLE, 1);
    put(OUTER, Engine.SPARK, Figure.AVAILABLE, 0);
  }

  // by hand, minutes since T0; the reach is 5, the delay 1:
  //   0: a of k at 0     1: b of k at 5     2: b of k at 6     3: a of k at 10
  //   4: unreadable      5: a of j at 10    6: b of j at 20    7: a of z at 21
  private Inputs inputs() {
    return HandTrace.of(
        directory,
        List.of(STREAM_A, STREAM_B),
        trace -> {
          trace.put(STREAM_A, 0, "{\"key\":\"k\",\"valor\":1,\"ts_a\":%s}");
          trace.put(STREAM_B, 5, "{\"key\":\"k\",\"valor\":2,\"ts_b\":%s}");
          trace.put(STREAM_B, 6, "{\"key\":\"k\",\"valor\":3,\"ts_b\":%s}");
          trace.put(STREAM_A, 10, "{\"key\":\"k\",\"ts_a\":%s}");
          trace.unreadable(STREAM_B);
          trace.put(STREAM_A, 10, "{\"key\":\"j\",\"valor\":4,\"ts_a\":%s}");
          trace.put(STREAM_B, 20, "{\"key\":\"j\",\"valor\":5,\"ts_b\":%s}");
          trace.put(STREAM_A, 21, "{\"key\":\"z\",\"valor\":6,\"ts_a\":%s}");
        });
  }

  @Test
  void withTheConditionThoseThatAreNear() {
    // 0 with 1, 3 with 1 and with 2, the dead letter
    assertThat(HandTrace.causes(variant(MENDED), inputs()))
        .containsExactlyInAnyOrder(1L, 3L, 3L, 4L);
    assertThat(
            variant(MENDED).oracle().expected(inputs(), Meaning.SPARK).stream()
                .map(ExpectedRow::row))
        .contains(new Par("k", null, HandTrace.at(10), 2.0, HandTrace.at(5)));
  }

  @Test
  void asItStandsAllOfOneKey() {
    // besides: 0 with 2, 5 with 6
    assertThat(HandTrace.causes(variant(AS_IT_STANDS), inputs()))
        .containsExactlyInAnyOrder(1L, 2L, 3L, 3L, 4L, 6L);
  }

  @Test
  void entriesOfState() {
    // the watermark is at 6 - 1, later at 20 - 1
    assertThat(HandTrace.live(variant(MENDED), inputs(), 4)).isEqualTo(4);
    assertThat(HandTrace.live(variant(MENDED), inputs(), 8)).isEqualTo(2);
    assertThat(HandTrace.live(variant(AS_IT_STANDS), inputs(), 8)).isEqualTo(7);
  }

  @Test
  void theWatermarkPassesNoRowWhereItStandsStill() {
    Variant variant = variant(STANDS_STILL);
    Inputs inputs =
        Inputs.of(HandTrace.generated(directory, JoinThatNeverEmits.EXERCISE, variant, 7));
    long[] millis =
        inputs.wired(variant.wires()).stream()
            .filter(WireInput::accepted)
            .mapToLong(WireInput::millis)
            .sorted()
            .toArray();
    long delay = JoinThatNeverEmits.DELAY.toMillis();
    assertThat(millis[millis.length - 1] - delay).isLessThan(millis[0]);
    assertThat(
            variant.oracle().expected(inputs, Meaning.FLINK).stream()
                .filter(row -> row.row() instanceof Par))
        .hasSizeGreaterThan(100);
  }

  @Test
  void nothingComesOutWhereThereIsNoRow() {
    assertThat(verdict(NeverEmitsClaims.NO_OUTPUT)).isEqualTo(Verdict.REFUTED);
    put(AS_IT_STANDS, Engine.SPARK, Figure.RESULT_ROWS, 0);
    assertThat(verdict(NeverEmitsClaims.NO_OUTPUT)).isEqualTo(Verdict.UPHELD);
    put(MENDED, Engine.SPARK, Figure.RESULT_ROWS, 0);
    assertThat(verdict(NeverEmitsClaims.NO_OUTPUT)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void stateGrowsAsItStandsAndLevelsOffWhenMended() {
    assertThat(verdict(NeverEmitsClaims.GROWS)).isEqualTo(Verdict.UPHELD);
    put(MENDED, Engine.SPARK, Figure.STATE_GROWTH, 1.3);
    assertThat(verdict(NeverEmitsClaims.GROWS)).isEqualTo(Verdict.NOT_SHOWN);
    put(AS_IT_STANDS, Engine.FLINK, Figure.STATE_GROWTH, 1.0);
    assertThat(verdict(NeverEmitsClaims.GROWS)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void pairsWaitWhereNoneComesWithoutTheWatermark() {
    assertThat(verdict(NeverEmitsClaims.PAIRS_WAIT)).isEqualTo(Verdict.REFUTED);
    put(STANDS_STILL, Engine.SPARK, Figure.RESULT_ROWS, 0);
    assertThat(verdict(NeverEmitsClaims.PAIRS_WAIT)).isEqualTo(Verdict.UPHELD);
    figures.clear();
    assertThat(verdict(NeverEmitsClaims.PAIRS_WAIT)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void anOuterJoinNeedsTheConditionWhereItIsRefused() {
    assertThat(verdict(NeverEmitsClaims.OUTER_REFUSED)).isEqualTo(Verdict.UPHELD);
    put(OUTER, Engine.SPARK, Figure.AVAILABLE, 1);
    assertThat(verdict(NeverEmitsClaims.OUTER_REFUSED)).isEqualTo(Verdict.REFUTED);
    put(AS_IT_STANDS, Engine.SPARK, Figure.AVAILABLE, 0);
    assertThat(verdict(NeverEmitsClaims.OUTER_REFUSED)).isEqualTo(Verdict.NOT_SHOWN);
  }

  private Verdict verdict(String name) {
    return JoinThatNeverEmits.EXERCISE.claims().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .map(claim -> claim.judge(figures).verdict())
        .orElseThrow();
  }

  private void put(String variant, Engine engine, String what, double value) {
    figures.put(Figure.of(variant, engine, what).name(), value);
  }

  private static Variant variant(String name) {
    return JoinThatNeverEmits.EXERCISE.variant(name);
  }
}
