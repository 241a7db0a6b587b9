package tandem.model.ch11.sec1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.run.Engine;

/** Each verdict flips with the figures that it is said to rest on, and with no others. */
final class FallingBehindClaimsTest {
  private final Map<String, Double> figures = new HashMap<>();

  FallingBehindClaimsTest() {
    for (String variant :
        new String[] {
          FallingBehind.UNLIMITED, FallingBehind.BOUNDED, FallingBehind.OLD_BACKPRESSURE
        }) {
      put(variant, Figure.OVERLOADED, 1);
      put(variant, Figure.CAUGHT_UP, 1);
      put(variant, Figure.NOISY, 0);
      put(variant, Figure.CATCH_UP_SECONDS, 20);
      put(variant, Figure.LARGEST_LAG, 50_000);
      put(variant, Figure.USUAL_BATCH, 1_000);
      put(variant, Figure.USUAL_BATCH_EVENTS_PER_SECOND, 4_000);
      put(variant, Figure.LARGEST_BATCH, 30_000);
      put(variant, Figure.LARGEST_BATCH_EVENTS_PER_SECOND, 4_000);
    }
    put(FallingBehind.BOUNDED, Figure.LARGEST_BATCH, 5_000);
  }

  @Test
  void growingBatchesMakeItWorseWhereTheyAreSlower() {
    assertThat(verdict(FallingBehindClaims.WORSE)).isEqualTo(Verdict.REFUTED);
    put(FallingBehind.UNLIMITED, Figure.LARGEST_BATCH_EVENTS_PER_SECOND, 3_599);
    assertThat(verdict(FallingBehindClaims.WORSE)).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void growingBatchesMakeItWorseWhereTheBacklogStays() {
    put(FallingBehind.UNLIMITED, Figure.CAUGHT_UP, 0);
    assertThat(verdict(FallingBehindClaims.WORSE)).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void batchesThatDoNotGrowShowNothing() {
    put(FallingBehind.UNLIMITED, Figure.LARGEST_BATCH, 1_999);
    assertThat(verdict(FallingBehindClaims.WORSE)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void theLimitCuresWhereLagAndTimeAreLess() {
    assertThat(verdict(FallingBehindClaims.CURE)).isEqualTo(Verdict.REFUTED);
    put(FallingBehind.BOUNDED, Figure.LARGEST_LAG, 39_999);
    assertThat(verdict(FallingBehindClaims.CURE)).isEqualTo(Verdict.NOT_SHOWN);
    put(FallingBehind.BOUNDED, Figure.CATCH_UP_SECONDS, 15.9);
    assertThat(verdict(FallingBehindClaims.CURE)).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void aBusyMachineShowsNoCure() {
    put(FallingBehind.BOUNDED, Figure.NOISY, 1);
    assertThat(verdict(FallingBehindClaims.CURE)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void toCatchUpAtAllIsSooner() {
    put(FallingBehind.BOUNDED, Figure.LARGEST_LAG, 39_999);
    put(FallingBehind.UNLIMITED, Figure.CAUGHT_UP, 0);
    figures.remove(figure(FallingBehind.UNLIMITED, Figure.CATCH_UP_SECONDS).name());
    assertThat(verdict(FallingBehindClaims.CURE)).isEqualTo(Verdict.UPHELD);
    put(FallingBehind.BOUNDED, Figure.CAUGHT_UP, 0);
    assertThat(verdict(FallingBehindClaims.CURE)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void theOldSettingDoesSomethingWhereItHalvesTheLargestBatch() {
    assertThat(verdict(FallingBehindClaims.OLD)).isEqualTo(Verdict.REFUTED);
    put(FallingBehind.OLD_BACKPRESSURE, Figure.LARGEST_BATCH, 15_000);
    assertThat(verdict(FallingBehindClaims.OLD)).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void theOldSettingIsNotJudgedWithoutItsControl() {
    put(FallingBehind.BOUNDED, Figure.LARGEST_BATCH, 15_001);
    assertThat(verdict(FallingBehindClaims.OLD)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void whatWasNoOverloadShowsNothing() {
    put(FallingBehind.UNLIMITED, Figure.OVERLOADED, 0);
    assertThat(FallingBehindClaims.all())
        .extracting(claim -> claim.judge(figures).verdict())
        .containsOnly(Verdict.NOT_SHOWN);
  }

  @Test
  void whatWasNotMeasuredShowsNothing() {
    figures.keySet().removeIf(name -> !name.startsWith(FallingBehind.UNLIMITED));
    assertThat(verdict(FallingBehindClaims.CURE)).isEqualTo(Verdict.NOT_SHOWN);
    assertThat(verdict(FallingBehindClaims.OLD)).isEqualTo(Verdict.NOT_SHOWN);
  }

  private Verdict verdict(String name) {
    Claim claim =
        FallingBehindClaims.all().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return claim.judge(figures).verdict();
  }

  private void put(String variant, String what, double value) {
    figures.put(figure(variant, what).name(), value);
  }

  private static Figure figure(String variant, String what) {
    return Figure.of(variant, Engine.SPARK, "asap", what);
  }
}
