package tandem.model.ch11.sec6;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.run.Engine;

/** Each verdict of 11.6.2 flips with the figures that it is said to rest on. */
final class ClickPurchaseClaimsTest {
  private final Map<String, Double> figures = new HashMap<>();

  ClickPurchaseClaimsTest() {
    put(ClickPurchaseJoin.OUTER_NO_WATERMARK, Engine.SPARK, Figure.AVAILABLE, 0);
    put(ClickPurchaseJoin.NO_WATERMARK, Engine.SPARK, Figure.AVAILABLE, 1);
    put(ClickPurchaseJoin.NO_WATERMARK, Engine.SPARK, Figure.LOST, 0);
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      put(ClickPurchaseJoin.NO_WATERMARK, engine, Figure.STATE_GROWTH, 1.67);
      put(ClickPurchaseJoin.INNER, engine, Figure.STATE_GROWTH, 1.0);
      put(ClickPurchaseJoin.INNER, engine, Figure.RESULT_ROWS, 300);
      put(ClickPurchaseJoin.TWO_HOURS_LATER, engine, Figure.RESULT_ROWS, 0);
      for (String variant : List.of(ClickPurchaseJoin.LEFT_OUTER, ClickPurchaseJoin.SILENT)) {
        put(variant, engine, Figure.LOST, 0);
        put(variant, engine, Figure.ALTERED, 0);
      }
    }
  }

  @Test
  void watermarksAreRequiredWhereAJoinWithoutThemIsRefused() {
    assertThat(verdict(ClickPurchaseClaims.BOTH_REQUIRED)).isEqualTo(Verdict.REFUTED);
    put(ClickPurchaseJoin.NO_WATERMARK, Engine.SPARK, Figure.AVAILABLE, 0);
    assertThat(verdict(ClickPurchaseClaims.BOTH_REQUIRED)).isEqualTo(Verdict.UPHELD);
    // a refusal that can't be seen says nothing
    put(ClickPurchaseJoin.OUTER_NO_WATERMARK, Engine.SPARK, Figure.AVAILABLE, 1);
    assertThat(verdict(ClickPurchaseClaims.BOTH_REQUIRED)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void aJoinThatLosesRowsDecidesNothing() {
    put(ClickPurchaseJoin.NO_WATERMARK, Engine.SPARK, Figure.LOST, 3);
    assertThat(verdict(ClickPurchaseClaims.BOTH_REQUIRED)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void theStateIsBoundedWhereItLevelsOff() {
    assertThat(verdict(ClickPurchaseClaims.BOUNDED)).isEqualTo(Verdict.UPHELD);
    put(ClickPurchaseJoin.INNER, Engine.FLINK, Figure.STATE_GROWTH, 1.2);
    assertThat(verdict(ClickPurchaseClaims.BOUNDED)).isEqualTo(Verdict.REFUTED);
    put(ClickPurchaseJoin.NO_WATERMARK, Engine.SPARK, Figure.STATE_GROWTH, 1.4);
    assertThat(verdict(ClickPurchaseClaims.BOUNDED)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void twoHoursLaterIsDetectedWhereThereIsARow() {
    assertThat(verdict(ClickPurchaseClaims.TWO_HOURS)).isEqualTo(Verdict.UPHELD);
    put(ClickPurchaseJoin.TWO_HOURS_LATER, Engine.SPARK, Figure.RESULT_ROWS, 1);
    assertThat(verdict(ClickPurchaseClaims.TWO_HOURS)).isEqualTo(Verdict.REFUTED);
    put(ClickPurchaseJoin.INNER, Engine.FLINK, Figure.RESULT_ROWS, 0);
    assertThat(verdict(ClickPurchaseClaims.TWO_HOURS)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void outerRowsThatComeTooEarlyOrNeverRefuteIt() {
    assertThat(verdict(ClickPurchaseClaims.OUTER_WAITS)).isEqualTo(Verdict.UPHELD);
    put(ClickPurchaseJoin.SILENT, Engine.FLINK, Figure.ALTERED, 1);
    assertThat(verdict(ClickPurchaseClaims.OUTER_WAITS)).isEqualTo(Verdict.REFUTED);
    put(ClickPurchaseJoin.SILENT, Engine.FLINK, Figure.ALTERED, 0);
    put(ClickPurchaseJoin.LEFT_OUTER, Engine.SPARK, Figure.LOST, 1);
    assertThat(verdict(ClickPurchaseClaims.OUTER_WAITS)).isEqualTo(Verdict.REFUTED);
  }

  private Verdict verdict(String name) {
    return ClickPurchaseJoin.EXERCISE.claims().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .map(claim -> claim.judge(figures).verdict())
        .orElseThrow();
  }

  private void put(String variant, Engine engine, String what, double value) {
    figures.put(Figure.of(variant, engine, what).name(), value);
  }
}
