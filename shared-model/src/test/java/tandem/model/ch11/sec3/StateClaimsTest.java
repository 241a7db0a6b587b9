package tandem.model.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.run.Engine;
import tandem.model.run.Gear;

/** Each verdict of 11.3.1 and 11.3.5 flips with the figures that it is said to rest on. */
final class StateClaimsTest {
  private static final String GROWS = StateThatOnlyGrows.ONLY_GROWS;
  private static final String WATERMARK = StateThatOnlyGrows.WATERMARK;
  private static final String WINDOW = StateThatOnlyGrows.WINDOW;
  private static final String COUNT = StatelessVersusStateful.RUNNING_COUNT;
  private static final String FILTER = StatelessVersusStateful.FILTER;
  private static final String DEDUP = StatelessVersusStateful.DEDUP;
  private final Map<String, Double> figures = new HashMap<>();

  StateClaimsTest() {
    for (String variant : List.of(GROWS, WATERMARK, WINDOW, COUNT, DEDUP)) {
      put(variant, Figure.STATE_GROWTH, 1.67);
      put(variant, Figure.STATE_ENTRIES_AT_END, 100_000);
      put(variant, Figure.STATE_BYTES_AT_END, 5e6);
      put(variant, Figure.STATE_BYTES_PER_KEY, 50);
      put(variant, Figure.STATE_ENTRIES_PER_DAY, 3_600);
      put(variant, Figure.BATCH_SECONDS, 0.4);
      put(variant, Figure.BATCH_SLOWDOWN, 0.8);
      put(variant, Figure.LOST, 0);
      put(variant, Figure.NOISY, 0);
    }
    put(WINDOW, Figure.STATE_GROWTH, 1.0);
    put(WINDOW, Figure.STATE_ENTRIES_AT_END, 7_200);
    put(WINDOW, Figure.STATE_ENTRIES_IN_LAST_THIRD, 9_000);
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      put(engine, FILTER, Figure.CPU_SECONDS_PER_MILLION, 10);
      put(engine, COUNT, Figure.CPU_SECONDS_PER_MILLION, 20);
    }
  }

  @Test
  void theWatermarkBoundsWhatLevelsOff() {
    assertThat(growing(GrowingStateClaims.BOUNDED)).isEqualTo(Verdict.REFUTED);
    put(WATERMARK, Figure.STATE_GROWTH, 1.1);
    assertThat(growing(GrowingStateClaims.BOUNDED)).isEqualTo(Verdict.UPHELD);
    put(WATERMARK, Figure.STATE_GROWTH, 1.2);
    assertThat(growing(GrowingStateClaims.BOUNDED)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void withoutItsControlsTheBoundIsNotShown() {
    put(GROWS, Figure.STATE_GROWTH, 1.2);
    assertThat(growing(GrowingStateClaims.BOUNDED)).isEqualTo(Verdict.NOT_SHOWN);
    put(GROWS, Figure.STATE_GROWTH, 1.67);
    put(WINDOW, Figure.STATE_GROWTH, 1.2);
    assertThat(growing(GrowingStateClaims.BOUNDED)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void twoDaysAreAFifthAroundTwo() {
    assertThat(growing(GrowingStateClaims.TWO_DAYS)).isEqualTo(Verdict.REFUTED);
    put(WINDOW, Figure.STATE_ENTRIES_IN_LAST_THIRD, 8_600);
    assertThat(growing(GrowingStateClaims.TWO_DAYS)).isEqualTo(Verdict.UPHELD);
    put(WINDOW, Figure.STATE_ENTRIES_IN_LAST_THIRD, 5_700);
    assertThat(growing(GrowingStateClaims.TWO_DAYS)).isEqualTo(Verdict.REFUTED);
    put(WINDOW, Figure.STATE_GROWTH, 1.2);
    assertThat(growing(GrowingStateClaims.TWO_DAYS)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void historyStaysWhereNoRowIsMissing() {
    assertThat(growing(GrowingStateClaims.HISTORY_STAYS)).isEqualTo(Verdict.UPHELD);
    put(WINDOW, Figure.LOST, 1);
    assertThat(growing(GrowingStateClaims.HISTORY_STAYS)).isEqualTo(Verdict.REFUTED);
    put(WINDOW, Figure.STATE_ENTRIES_AT_END, 50_001);
    assertThat(growing(GrowingStateClaims.HISTORY_STAYS)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void batchesGetSlowerThanTheControl() {
    assertThat(growing(GrowingStateClaims.SLOWER)).isEqualTo(Verdict.REFUTED);
    put(GROWS, Figure.BATCH_SECONDS, 0.49);
    // shorter than at first: that is no growth
    assertThat(growing(GrowingStateClaims.SLOWER)).isEqualTo(Verdict.NOT_SHOWN);
    put(GROWS, Figure.BATCH_SLOWDOWN, 1.1);
    assertThat(growing(GrowingStateClaims.SLOWER)).isEqualTo(Verdict.UPHELD);
    put(GROWS, Figure.STATE_ENTRIES_AT_END, 49_999);
    assertThat(growing(GrowingStateClaims.SLOWER)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void aBusyMachineSlowsEverything() {
    put(WINDOW, Figure.NOISY, 1);
    assertThat(growing(GrowingStateClaims.SLOWER)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void stateCostsMoreWhereBothEnginesSaySo() {
    assertThat(cost(StateCostClaims.COSTS_MORE)).isEqualTo(Verdict.UPHELD);
    put(Engine.FLINK, COUNT, Figure.CPU_SECONDS_PER_MILLION, 10.4);
    assertThat(cost(StateCostClaims.COSTS_MORE)).isEqualTo(Verdict.NOT_SHOWN);
    put(Engine.SPARK, COUNT, Figure.CPU_SECONDS_PER_MILLION, 10.4);
    assertThat(cost(StateCostClaims.COSTS_MORE)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void aCountGrowsOrLevelsOff() {
    assertThat(cost(StateCostClaims.COUNT_GROWS)).isEqualTo(Verdict.UPHELD);
    put(COUNT, Figure.STATE_GROWTH, 1.1);
    assertThat(cost(StateCostClaims.COUNT_GROWS)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void duplicatesFillAnyMemoryWhileTheirStateGrowsInAStraightLine() {
    assertThat(cost(StateCostClaims.DEDUP_GROWS)).isEqualTo(Verdict.UPHELD);
    put(DEDUP, Figure.STATE_GROWTH, 1.5);
    assertThat(cost(StateCostClaims.DEDUP_GROWS)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void whatWasNotMeasuredShowsNothing() {
    figures.clear();
    for (String id : List.of("11.3.1", "11.3.5")) {
      assertThat(Catalog.exercise(id).claims())
          .isNotEmpty()
          .extracting(claim -> claim.judge(figures).verdict())
          .containsOnly(Verdict.NOT_SHOWN);
    }
  }

  private Verdict growing(String claim) {
    return verdict("11.3.5", claim);
  }

  private Verdict cost(String claim) {
    return verdict("11.3.1", claim);
  }

  private Verdict verdict(String id, String name) {
    return Catalog.exercise(id).claims().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(figures)
        .verdict();
  }

  private void put(String variant, String what, double value) {
    put(Engine.SPARK, variant, what, value);
  }

  private void put(Engine engine, String variant, String what, double value) {
    String gear = Gear.standard(engine).name();
    figures.put(Figure.of(variant, engine, gear, what).name(), value);
  }
}
