package tandem.model.ch11.sec1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Claim.Verdict;

/** Doctored measurements: each verdict must flip. */
final class LatencyClaimsTest {
  private static final String SPARK = "per-record/spark:";

  private final Map<String, Double> measured =
      new HashMap<>(
          Map.ofEntries(
              Map.entry(SPARK + "every=500ms/p50Ms@5000", 350.0),
              Map.entry(SPARK + "every=500ms/p99Ms@5000", 620.0),
              Map.entry(SPARK + "every=1s/p50Ms@5000", 600.0),
              Map.entry(SPARK + "every=1s/p99Ms@5000", 1_130.0),
              Map.entry(SPARK + "every=5s/p50Ms@5000", 2_700.0),
              Map.entry(SPARK + "every=5s/p99Ms@5000", 5_200.0),
              Map.entry(SPARK + "every=1s/keptUp@5000", 1.0),
              Map.entry(SPARK + "every=1s/keptUp@50000", 1.0),
              Map.entry(SPARK + "every=1s/p50Ms@50000", 900.0),
              Map.entry(SPARK + "every=1s/p50.produceMs@5000", 3.0),
              Map.entry(SPARK + "every=1s/p50.waitMs@5000", 450.0),
              Map.entry(SPARK + "every=1s/p50.ofEngineMs@5000", 150.0)));

  @Test
  void waitingIsTheLongest() {
    assertThat(verdict(LatencyClaims.WHICH_STAGE_DOMINATES)).isEqualTo(Verdict.UPHELD);
    measured.put(SPARK + "every=1s/p50.ofEngineMs@5000", 451.0);
    assertThat(verdict(LatencyClaims.WHICH_STAGE_DOMINATES)).isEqualTo(Verdict.REFUTED);
    measured.put(SPARK + "every=1s/p50.ofEngineMs@5000", 150.0);
    measured.put(SPARK + "every=1s/p50.produceMs@5000", 451.0);
    assertThat(verdict(LatencyClaims.WHICH_STAGE_DOMINATES)).isEqualTo(Verdict.REFUTED);
    measured.remove(SPARK + "every=1s/p50.waitMs@5000");
    assertThat(verdict(LatencyClaims.WHICH_STAGE_DOMINATES)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void aRunsOwnFiguresServeAsWell() {
    measured.clear();
    measured.put(SPARK + "every=1s/p50.produceMs", 3.0);
    measured.put(SPARK + "every=1s/p50.waitMs", 450.0);
    measured.put(SPARK + "every=1s/p50.ofEngineMs", 150.0);
    assertThat(verdict(LatencyClaims.WHICH_STAGE_DOMINATES)).isEqualTo(Verdict.UPHELD);
    measured.put(SPARK + "every=1s/p50.waitMs", 50.0);
    assertThat(verdict(LatencyClaims.WHICH_STAGE_DOMINATES)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void bothPercentilesMove() {
    assertThat(verdict(LatencyClaims.TRIGGER_MOVES_BOTH)).isEqualTo(Verdict.UPHELD);
    measured.put(SPARK + "every=1s/p50Ms@5000", 340.0);
    assertThat(verdict(LatencyClaims.TRIGGER_MOVES_BOTH)).isEqualTo(Verdict.REFUTED);
    // rises, but far less than the tail
    measured.put(SPARK + "every=1s/p50Ms@5000", 400.0);
    measured.put(SPARK + "every=5s/p50Ms@5000", 500.0);
    assertThat(verdict(LatencyClaims.TRIGGER_MOVES_BOTH)).isEqualTo(Verdict.REFUTED);
    measured.remove(SPARK + "every=5s/p99Ms@5000");
    assertThat(verdict(LatencyClaims.TRIGGER_MOVES_BOTH)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void tenTimesTheRate() {
    assertThat(verdict(LatencyClaims.TEN_TIMES_RATE)).isEqualTo(Verdict.UPHELD);
    measured.put(SPARK + "every=1s/p50Ms@50000", 1_201.0);
    assertThat(verdict(LatencyClaims.TEN_TIMES_RATE)).isEqualTo(Verdict.REFUTED);
    // what does not keep up has no latency to be compared
    measured.remove(SPARK + "every=1s/p50Ms@50000");
    measured.put(SPARK + "every=1s/keptUp@50000", 0.0);
    assertThat(verdict(LatencyClaims.TEN_TIMES_RATE)).isEqualTo(Verdict.REFUTED);
    measured.put(SPARK + "every=1s/keptUp@5000", 0.0);
    assertThat(verdict(LatencyClaims.TEN_TIMES_RATE)).isEqualTo(Verdict.NOT_SHOWN);
    measured.remove(SPARK + "every=1s/keptUp@5000");
    assertThat(verdict(LatencyClaims.TEN_TIMES_RATE)).isEqualTo(Verdict.NOT_SHOWN);
  }

  private Verdict verdict(String name) {
    Claim claim =
        LatencyClaims.ALL.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return claim.judge(measured).verdict();
  }
}
