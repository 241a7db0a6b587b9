package tandem.model.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.run.Engine;
import tandem.model.run.Gear;

/** Each verdict of 11.3.4 flips with the figures that it is said to rest on. */
final class DeduplicationClaimsTest {
  private static final String UNBOUNDED = Deduplication.UNBOUNDED;
  private static final String WATERMARK = Deduplication.WATERMARK;
  private static final String WITHIN = Deduplication.WITHIN_WATERMARK;
  private final Map<String, Double> figures = new HashMap<>();

  DeduplicationClaimsTest() {
    for (String variant : List.of(UNBOUNDED, WATERMARK, WITHIN)) {
      put(variant, Figure.STATE_GROWTH, 1.67);
      put(variant, Figure.STATE_ENTRIES_AT_END, 100_000);
      put(variant, Figure.SAME_KEYS, 0);
    }
  }

  @Test
  void stateGrowsWhereItIsAStraightLine() {
    assertThat(verdict(DeduplicationClaims.GROWS)).isEqualTo(Verdict.UPHELD);
    put(UNBOUNDED, Figure.STATE_GROWTH, 1.5);
    assertThat(verdict(DeduplicationClaims.GROWS)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void whatAnIdTakesIsToldWhereItIsKnown() {
    String bytes =
        Figure.of(
                UNBOUNDED,
                Engine.FLINK,
                Gear.standard(Engine.FLINK).name(),
                Figure.STATE_BYTES_PER_KEY)
            .name();
    figures.put(bytes, 60.0);
    assertThat(claim(DeduplicationClaims.GROWS).judge(figures).figures())
        .containsEntry(bytes, 60.0);
  }

  @Test
  void theWatermarkBoundsWhatLevelsOff() {
    assertThat(verdict(DeduplicationClaims.BOUNDED)).isEqualTo(Verdict.REFUTED);
    put(WATERMARK, Figure.STATE_GROWTH, 1.2);
    assertThat(verdict(DeduplicationClaims.BOUNDED)).isEqualTo(Verdict.NOT_SHOWN);
    put(WATERMARK, Figure.STATE_GROWTH, 1.1);
    assertThat(verdict(DeduplicationClaims.BOUNDED)).isEqualTo(Verdict.UPHELD);
    // without its control it says nothing
    put(UNBOUNDED, Figure.STATE_GROWTH, 1.1);
    assertThat(verdict(DeduplicationClaims.BOUNDED)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void lateRepetitionsPassWhereAKeyComesTwice() {
    assertThat(verdict(DeduplicationClaims.LATE)).isEqualTo(Verdict.REFUTED);
    put(WATERMARK, Figure.SAME_KEYS, 1);
    assertThat(verdict(DeduplicationClaims.LATE)).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void byIdTooButNotWhereAllIdsComeTwice() {
    assertThat(verdict(DeduplicationClaims.LATE_BY_ID)).isEqualTo(Verdict.REFUTED);
    put(WITHIN, Figure.SAME_KEYS, 8);
    assertThat(verdict(DeduplicationClaims.LATE_BY_ID)).isEqualTo(Verdict.UPHELD);
    put(UNBOUNDED, Figure.SAME_KEYS, 1);
    assertThat(verdict(DeduplicationClaims.LATE_BY_ID)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void aStoreOutsideLosesNothingWhereTheControlLosesRows() {
    killed();
    assertThat(verdict(DeduplicationClaims.STORE_LOSES_NOTHING)).isEqualTo(Verdict.UPHELD);
    put(Deduplication.REDIS_KILLED, Engine.FLINK, Figure.LOST, 1);
    assertThat(verdict(DeduplicationClaims.STORE_LOSES_NOTHING)).isEqualTo(Verdict.REFUTED);
    killed();
    put(Deduplication.POSTGRES_KILLED, Engine.SPARK, Figure.ALTERED, 1);
    assertThat(verdict(DeduplicationClaims.STORE_LOSES_NOTHING)).isEqualTo(Verdict.REFUTED);
    killed();
    put(Deduplication.POSTGRES_NAIVE_KILLED, Engine.FLINK, Figure.LOST, 0);
    assertThat(verdict(DeduplicationClaims.STORE_LOSES_NOTHING)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void theSinkRepeatsUnlessItsRowsAreATransaction() {
    killed();
    assertThat(verdict(DeduplicationClaims.SINK_REPEATS)).isEqualTo(Verdict.UPHELD);
    put(Deduplication.UNBOUNDED_KILLED, Engine.SPARK, Figure.REPEATED, 0);
    assertThat(verdict(DeduplicationClaims.SINK_REPEATS)).isEqualTo(Verdict.REFUTED);
    for (String fault : List.of(Figure.LOST, Figure.REPEATED, Figure.ALTERED)) {
      killed();
      once(fault, 1);
      assertThat(verdict(DeduplicationClaims.SINK_REPEATS)).as(fault).isEqualTo(Verdict.REFUTED);
    }
  }

  @Test
  void nothingIsShownByNothing() {
    for (Claim claim : DeduplicationClaims.all()) {
      Claim.Ruling ruling = claim.judge(Map.of());
      assertThat(ruling.verdict()).as(claim.name()).isEqualTo(Verdict.NOT_SHOWN);
      assertThat(ruling.reason().en()).contains("not measured");
    }
  }

  /** What the kills are said to do. */
  private void killed() {
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      for (String variant :
          List.of(
              Deduplication.UNBOUNDED_KILLED,
              Deduplication.POSTGRES_KILLED,
              Deduplication.REDIS_KILLED)) {
        put(variant, engine, Figure.LOST, 0);
        put(variant, engine, Figure.ALTERED, 0);
        put(variant, engine, Figure.REPEATED, 60);
      }
      put(Deduplication.POSTGRES_NAIVE_KILLED, engine, Figure.LOST, 60);
    }
    List.of(Figure.LOST, Figure.REPEATED, Figure.ALTERED).forEach(fault -> once(fault, 0));
  }

  private void once(String fault, double value) {
    String variant = Deduplication.POSTGRES_EXACTLY_ONCE_KILLED;
    figures.put(Figure.of(variant, Engine.FLINK, "exactly-once=1s", fault).name(), value);
  }

  private void put(String variant, Engine engine, String what, double value) {
    figures.put(Figure.of(variant, engine, what).name(), value);
  }

  private Verdict verdict(String name) {
    return claim(name).judge(figures).verdict();
  }

  private static Claim claim(String name) {
    return Catalog.exercise("11.3.4").claims().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void put(String variant, String what, double value) {
    put(variant, Engine.SPARK, what, value);
  }
}
