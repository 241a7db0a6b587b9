package tandem.model.ch11.sec1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.run.Engine;

/** Doctored measurements: each verdict must flip, and nothing may be shown by nothing. */
final class GearClaimsTest {
  private static final String FLINK = "buffer=10ms,at-least-once";
  private final Map<String, Double> figures = new HashMap<>();

  @Test
  void latencyOfMicroBatches() {
    put(Engine.SPARK, "asap", Figure.P50_MS, 999);
    assertThat(verdict(GearClaims.SECONDS)).isEqualTo(Verdict.REFUTED);
    put(Engine.SPARK, "asap", Figure.P50_MS, 1_000);
    assertThat(verdict(GearClaims.SECONDS)).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void latencyRecordByRecord() {
    put(Engine.FLINK, FLINK, Figure.P99_MS, 99);
    assertThat(verdict(GearClaims.MILLISECONDS)).isEqualTo(Verdict.UPHELD);
    put(Engine.FLINK, FLINK, Figure.P99_MS, 100);
    assertThat(verdict(GearClaims.MILLISECONDS)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void throughput() {
    drain(Engine.FLINK, FLINK, 100_000);
    drain(Engine.SPARK, "asap", 104_000);
    assertThat(verdict(GearClaims.THROUGHPUT)).isEqualTo(Verdict.REFUTED);
    drain(Engine.SPARK, "asap", 106_000);
    assertThat(verdict(GearClaims.THROUGHPUT)).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void within100Milliseconds() {
    put(Engine.SPARK, "asap", Figure.P99_MS, 300);
    put(Engine.SPARK, "realtime=5m", Figure.P99_MS, 20);
    assertThat(verdict(GearClaims.OUT_OF_REACH)).isEqualTo(Verdict.REFUTED);
    put(Engine.SPARK, "realtime=5m", Figure.P99_MS, 180);
    assertThat(verdict(GearClaims.OUT_OF_REACH)).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void stateInContinuousMode() {
    available("pass-through", "continuous=1s", 1);
    available("per-user", "asap", 1);
    available("per-user", "continuous=1s", 0);
    assertThat(verdict(GearClaims.CONTINUOUS_WITHOUT_STATE)).isEqualTo(Verdict.UPHELD);
    available("per-user", "continuous=1s", 1);
    assertThat(verdict(GearClaims.CONTINUOUS_WITHOUT_STATE)).isEqualTo(Verdict.REFUTED);
    available("pass-through", "continuous=1s", 0);
    assertThat(verdict(GearClaims.CONTINUOUS_WITHOUT_STATE)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void nothingIsShownByNothing() {
    for (Claim claim : GearClaims.all()) {
      Claim.Ruling ruling = claim.judge(Map.of());
      assertThat(ruling.verdict()).as(claim.name()).isEqualTo(Verdict.NOT_SHOWN);
      assertThat(ruling.reason().en()).contains("not measured");
    }
  }

  private Verdict verdict(String name) {
    return GearClaims.all().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(figures)
        .verdict();
  }

  private void put(Engine engine, String gear, String what, double value) {
    figures.put(Figure.of("pass-through", engine, gear, what).at(5_000).name(), value);
  }

  private void drain(Engine engine, String gear, double value) {
    figures.put(
        Figure.of("pass-through", engine, gear, Figure.DRAIN_EVENTS_PER_SECOND).name(), value);
  }

  private void available(String variant, String gear, double value) {
    figures.put(Figure.of(variant, Engine.SPARK, gear, Figure.AVAILABLE).name(), value);
  }
}
