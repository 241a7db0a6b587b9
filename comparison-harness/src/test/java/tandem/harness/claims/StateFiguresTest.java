package tandem.harness.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import tandem.harness.result.ClaimFinding;
import tandem.harness.result.ExerciseResult;
import tandem.harness.result.GearMeasures;
import tandem.harness.result.LatencyMeasures;
import tandem.harness.result.Measures;
import tandem.harness.result.Measures.State;
import tandem.harness.result.Measures.StateAt;
import tandem.harness.result.ParityFinding;
import tandem.harness.result.PerEngine;
import tandem.harness.result.Samples;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Emission;
import tandem.model.catalog.Text;
import tandem.model.run.Engine;

/** What is read off curves of state reaches the claims by its name. */
class StateFiguresTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int DAYS = 30;

  @Test
  void curvesOfLiveTrafficAreEvidence() {
    ClaimFinding bounded = finding("watermark-bounds-this-state", true);

    assertThat(bounded.verdict()).isEqualTo(Verdict.REFUTED);
    assertThat(bounded.figures().get("watermark/spark:asap/stateGrowth"))
        .isCloseTo(5.0 / 3, within(0.05));
    assertThat(bounded.figures().get("window/spark:asap/stateGrowth")).isCloseTo(1, within(0.05));
    ClaimFinding twoDays = finding("equilibrium-is-two-days", true);
    assertThat(twoDays.figures())
        .containsEntry("only-grows/spark:asap/stateEntriesPerDay", 3_000.0)
        .containsEntry("window/spark:asap/stateEntriesInLastThird", 6_000.0);
    assertThat(twoDays.verdict()).isEqualTo(Verdict.UPHELD);
    assertThat(finding("history-stays-in-the-sink", true).verdict()).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void theCurveOfASmallTraceIsNone() {
    assertThat(finding("watermark-bounds-this-state", false).verdict())
        .isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void countsOfARightOutputAreEvidenceWhereNothingElseIs() {
    Figures invalid = new Figures();
    invalid.add(result("window", day -> day, true, false, Samples.right(10)));
    assertThat(invalid.values())
        .containsEntry("window/spark:asap/lost", 0.0)
        .doesNotContainKeys("window/spark:asap/p50Ms", "window/spark:asap/stateGrowth");
    Figures wrong = new Figures();
    wrong.add(result("window", day -> day, true, false, Samples.wrong(10)));
    assertThat(wrong.values()).isEmpty();
  }

  private static ClaimFinding finding(String claim, boolean live) {
    return Claims.judge(
            List.of(
                result("only-grows", day -> 3_000 * day, live),
                result("watermark", day -> 3_000 * day, live),
                result("window", day -> Math.min(3_000 * day, 6_000), live)))
        .stream()
        .filter(finding -> finding.claim().equals(claim))
        .findFirst()
        .orElseThrow();
  }

  private static ExerciseResult result(String variant, LongUnaryOperator keys, boolean live) {
    return result(variant, keys, live, true, Samples.right(10));
  }

  private static ExerciseResult result(
      String variant, LongUnaryOperator keys, boolean live, boolean valid, ParityFinding parity) {
    Measures measures = measures(keys, live);
    return new ExerciseResult(
        "11.3.5",
        variant,
        "StateThatOnlyGrows",
        new Text("", ""),
        variant.equals("only-grows"),
        Emission.UPDATE,
        new PerEngine<>(parity, null, null),
        null,
        PerEngine.none(),
        new PerEngine<>(measures, null, null),
        List.of(new GearMeasures("11.3.5", variant, Engine.SPARK, "asap", measures)),
        List.of(),
        valid,
        false,
        List.of(),
        List.of(),
        List.of());
  }

  private static Measures measures(LongUnaryOperator keys, boolean live) {
    List<StateAt> points = new ArrayList<>();
    for (int day = 0; day <= DAYS; day++) {
      points.add(Samples.stateAt(START.plus(Duration.ofDays(day)), keys.applyAsLong(day), 1L));
    }
    long atEnd = keys.applyAsLong(DAYS);
    LatencyMeasures.Latency latency =
        new LatencyMeasures.Latency(Map.of("p50", 1.0, "p99", 2.0), 1_000, 0, 0.5, 1.0, 3.0);
    return Samples.measures(
        live
            ? new LatencyMeasures(
                latency, latency, List.of(), null, LatencyMeasures.Population.UPDATES)
            : null,
        new Measures.Drain(1.0, 1.0, 1, 1.0, "committed"),
        new State(atEnd, atEnd, 100L, 100L, 1.0, points),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        List.of());
  }
}
