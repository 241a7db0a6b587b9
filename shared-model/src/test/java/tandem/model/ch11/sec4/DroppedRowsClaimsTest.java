package tandem.model.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.model.ch11.sec4.DroppedLateRows.CUT_OFF;
import static tandem.model.ch11.sec4.DroppedLateRows.EDGE;
import static tandem.model.ch11.sec4.DroppedLateRows.MONITOR;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.run.Engine;

/** Doctored measurements: each verdict must flip. */
final class DroppedRowsClaimsTest {
  private final Map<String, Double> measured = new HashMap<>();

  @BeforeEach
  void measured() {
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      put(MONITOR, engine, Figure.LOST, 0);
      put(MONITOR, engine, Figure.ALTERED, 0);
      put(MONITOR, engine, Figure.observed(DroppedLateRows.TOTAL), 1_000);
      put(MONITOR, engine, Figure.observed(DroppedLateRows.TARDIOS_RELOJ), 1_000);
    }
    put(MONITOR, Engine.SPARK, Figure.DROPPED_LATE, 28);
    put(MONITOR, Engine.FLINK, Figure.DROPPED_LATE, 112);
    put(MONITOR, Engine.FLINK, Figure.observed(DroppedLateRows.TARDIOS), 112);
    put(EDGE, Engine.FLINK, Figure.DROPPED_LATE, 6);
    put(EDGE, Engine.FLINK, Figure.observed(DroppedLateRows.TARDIOS), 12);
    put(CUT_OFF, Engine.FLINK, Figure.DROPPED_LATE, 0);
    put(CUT_OFF, Engine.FLINK, Figure.observed(DroppedLateRows.TARDIOS), 110);
  }

  @Test
  void byTheClock() {
    assertThat(verdict(DroppedRowsClaims.BY_CLOCK)).isEqualTo(Verdict.REFUTED);
    put(MONITOR, Engine.SPARK, Figure.observed(DroppedLateRows.TARDIOS_RELOJ), 30);
    put(MONITOR, Engine.FLINK, Figure.observed(DroppedLateRows.TARDIOS_RELOJ), 112);
    assertThat(verdict(DroppedRowsClaims.BY_CLOCK)).isEqualTo(Verdict.UPHELD);
    put(MONITOR, Engine.FLINK, Figure.observed(DroppedLateRows.TOTAL), 0);
    assertThat(verdict(DroppedRowsClaims.BY_CLOCK)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void onArrival() {
    assertThat(verdict(DroppedRowsClaims.BY_ARRIVAL)).isEqualTo(Verdict.REFUTED);
    put(EDGE, Engine.FLINK, Figure.DROPPED_LATE, 12);
    put(CUT_OFF, Engine.FLINK, Figure.DROPPED_LATE, 110);
    assertThat(verdict(DroppedRowsClaims.BY_ARRIVAL)).isEqualTo(Verdict.UPHELD);
    put(MONITOR, Engine.FLINK, Figure.observed(DroppedLateRows.TARDIOS), 0);
    assertThat(verdict(DroppedRowsClaims.BY_ARRIVAL)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void whatSparkCounts() {
    assertThat(verdict(DroppedRowsClaims.SPARK_COUNTS)).isEqualTo(Verdict.REFUTED);
    put(MONITOR, Engine.SPARK, Figure.DROPPED_LATE, 112);
    assertThat(verdict(DroppedRowsClaims.SPARK_COUNTS)).isEqualTo(Verdict.UPHELD);
    put(MONITOR, Engine.SPARK, Figure.LOST, 1);
    assertThat(verdict(DroppedRowsClaims.SPARK_COUNTS)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void whatAJobObservesIsCounted() {
    assertThat(Figure.isCount("monitor/spark:asap/" + Figure.observed("total"))).isTrue();
    assertThat(Figure.isCount("monitor/spark:asap/" + Figure.P50_MS)).isFalse();
  }

  private void put(String variant, Engine engine, String what, double value) {
    measured.put(Figure.of(variant, engine, what).name(), value);
  }

  private Verdict verdict(String name) {
    return DroppedRowsClaims.all().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(measured)
        .verdict();
  }
}
