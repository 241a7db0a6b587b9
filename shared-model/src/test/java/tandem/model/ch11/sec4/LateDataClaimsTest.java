package tandem.model.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.model.ch11.sec4.LateData.EDGE;
import static tandem.model.ch11.sec4.LateData.OFFLINE;
import static tandem.model.ch11.sec4.LateData.OFFLINE_6H;
import static tandem.model.ch11.sec4.LateData.YEAR_FUTURE;
import static tandem.model.ch11.sec4.LateData.YEAR_FUTURE_EVERYWHERE;
import static tandem.model.ch11.sec4.LateData.YEAR_PAST;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.run.Engine;

/** Doctored measurements: each verdict must flip. */
final class LateDataClaimsTest {
  private final Map<String, Double> measured = new HashMap<>();

  @BeforeEach
  void measured() {
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      for (String variant : List.of(YEAR_PAST, YEAR_FUTURE, YEAR_FUTURE_EVERYWHERE)) {
        put(variant, engine, Figure.WATERMARK_REPORTS, 9);
        put(variant, engine, Figure.WATERMARK_STEPS_BACK, 0);
        put(variant, engine, Figure.DROPPED_LATE, 12);
      }
      for (String variant : List.of(YEAR_PAST, EDGE)) {
        put(variant, engine, Figure.LOST, 0);
        put(variant, engine, Figure.ALTERED, 0);
      }
      put(EDGE, engine, Figure.DROPPED_LATE, 6);
      put(OFFLINE, engine, Figure.DROPPED_LATE, 40);
      put(OFFLINE, engine, Figure.STATE_ENTRIES, 11);
      put(OFFLINE_6H, engine, Figure.DROPPED_LATE, 0);
      put(OFFLINE_6H, engine, Figure.STATE_ENTRIES, 200);
    }
    put(YEAR_FUTURE, Engine.SPARK, Figure.WATERMARK_LEAP_HOURS, 8_760);
    put(YEAR_FUTURE, Engine.FLINK, Figure.DROPPED_LATE, 0);
  }

  @Test
  void theGreatestTime() {
    assertThat(verdict(LateDataClaims.GREATEST)).isEqualTo(Verdict.UPHELD);
    put(YEAR_FUTURE, Engine.SPARK, Figure.WATERMARK_LEAP_HOURS, 1);
    assertThat(verdict(LateDataClaims.GREATEST)).isEqualTo(Verdict.REFUTED);
    measured.clear();
    assertThat(verdict(LateDataClaims.GREATEST)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void oldEvents() {
    assertThat(verdict(LateDataClaims.OLD_EVENTS)).isEqualTo(Verdict.UPHELD);
    put(YEAR_PAST, Engine.FLINK, Figure.ALTERED, 1);
    assertThat(verdict(LateDataClaims.OLD_EVENTS)).isEqualTo(Verdict.REFUTED);
    measured();
    put(YEAR_PAST, Engine.SPARK, Figure.DROPPED_LATE, 0);
    assertThat(verdict(LateDataClaims.OLD_EVENTS)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void neverBack() {
    assertThat(verdict(LateDataClaims.NEVER_BACK)).isEqualTo(Verdict.UPHELD);
    put(YEAR_FUTURE, Engine.FLINK, Figure.WATERMARK_STEPS_BACK, 1);
    assertThat(verdict(LateDataClaims.NEVER_BACK)).isEqualTo(Verdict.REFUTED);
    put(YEAR_FUTURE, Engine.FLINK, Figure.WATERMARK_REPORTS, 2);
    assertThat(verdict(LateDataClaims.NEVER_BACK)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void laterThanTheDelay() {
    assertThat(verdict(LateDataClaims.LATE_IS_DROPPED)).isEqualTo(Verdict.REFUTED);
    put(EDGE, Engine.SPARK, Figure.DROPPED_LATE, 12);
    assertThat(verdict(LateDataClaims.LATE_IS_DROPPED)).isEqualTo(Verdict.UPHELD);
    put(EDGE, Engine.SPARK, Figure.DROPPED_LATE, 0);
    assertThat(verdict(LateDataClaims.LATE_IS_DROPPED)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void longerAndShorterDelays() {
    assertThat(verdict(LateDataClaims.TRADE_OFF)).isEqualTo(Verdict.UPHELD);
    put(OFFLINE_6H, Engine.FLINK, Figure.STATE_ENTRIES, 12);
    assertThat(verdict(LateDataClaims.TRADE_OFF)).isEqualTo(Verdict.REFUTED);
    put(OFFLINE, Engine.SPARK, Figure.DROPPED_LATE, 0);
    assertThat(verdict(LateDataClaims.TRADE_OFF)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void oneFutureEvent() {
    assertThat(verdict(LateDataClaims.ONE_PARTITION)).isEqualTo(Verdict.REFUTED);
    put(YEAR_FUTURE, Engine.FLINK, Figure.DROPPED_LATE, 100);
    assertThat(verdict(LateDataClaims.ONE_PARTITION)).isEqualTo(Verdict.UPHELD);
    put(YEAR_FUTURE_EVERYWHERE, Engine.FLINK, Figure.DROPPED_LATE, 0);
    assertThat(verdict(LateDataClaims.ONE_PARTITION)).isEqualTo(Verdict.NOT_SHOWN);
  }

  private void put(String variant, Engine engine, String what, double value) {
    measured.put(Figure.of(variant, engine, what).name(), value);
  }

  private Verdict verdict(String name) {
    return LateDataClaims.all().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(measured)
        .verdict();
  }
}
