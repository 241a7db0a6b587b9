package tandem.model.ch11.sec6;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.model.ch11.sec6.AnomalyAgainstBaseline.BASELINES;
import static tandem.model.ch11.sec6.AnomalyAgainstBaseline.EVERY_READING;
import static tandem.model.ch11.sec6.AnomalyAgainstBaseline.ONCE;
import static tandem.model.ch11.sec6.AnomalyAgainstBaseline.READINGS;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec6.AnomalyAgainstBaseline.Alerta;
import tandem.model.event.DeadLetter;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.run.Engine;

/** The oracle of 11.6.3 against rows that were worked out by hand on thirteen records. */
final class AnomalyAgainstBaselineTest {
  @TempDir private Path directory;

  // by hand, minutes since T0; windows of 5. Before the barrier:
  //   0: baseline of s 10 at 0     1: s 30 at 1, three times     2: s 31 at 2, more
  //   3: s 50 at 3                 4: unreadable
  //   5: t 90 at 4                 6: baseline of t 20 at 4.5    7: s 40 at 5, the next window
  //   8, 9: both streams at 20: with delays of 5 the watermark is at 15, with 60 at -40
  // After it:
  //   10: s 99 at 4.9              11: u 100 at 3                12: baseline of u 1 at 3
  private Inputs inputs() {
    return HandTrace.of(
        directory,
        List.of(READINGS, BASELINES),
        trace -> {
          baseline(trace, "s", 10, 0);
          reading(trace, "s", 30, 1);
          reading(trace, "s", 31, 2);
          reading(trace, "s", 50, 3);
          trace.unreadable(READINGS);
          reading(trace, "t", 90, 4);
          baseline(trace, "t", 20, 4.5);
          reading(trace, "s", 40, 5);
          baseline(trace, "x", 1, 20);
          reading(trace, "x", 1, 20);
          trace.barrier();
          reading(trace, "s", 99, 4.9);
          reading(trace, "u", 100, 3);
          baseline(trace, "u", 1, 3);
        });
  }

  @Test
  void atOnceWithTheFirstReadingThatIsTooHigh() {
    assertThat(HandTrace.causes(variant(ONCE), inputs()))
        .containsExactlyInAnyOrder(2L, 4L, 6L, 12L);
  }

  @Test
  void everyReadingIsARowOfItsOwn() {
    assertThat(HandTrace.causes(variant(EVERY_READING), inputs()))
        .containsExactlyInAnyOrder(2L, 3L, 4L, 6L, 10L, 12L);
  }

  @Test
  void whenTheWindowClosesWithItsWorst() {
    // what comes after the barrier is late
    assertThat(variant(AnomalyAgainstBaseline.CLOSED_5M).oracle().expected(inputs(), Meaning.FLINK))
        .containsExactlyInAnyOrder(
            new ExpectedRow(DeadLetter.OUTPUT, new DeadLetter("{", "malformed_json"), 4),
            alert("s", 10, 50, 9),
            alert("t", 20, 90, 9));
  }

  @Test
  void aLongDelayKeepsThemAllWaiting() {
    assertThat(HandTrace.causes(variant(AnomalyAgainstBaseline.CLOSED_30M), inputs()))
        .containsExactly(4L);
  }

  @Test
  void theSmallTraceHasAnomaliesOfSeveralReadings() {
    Variant once = variant(ONCE);
    Inputs inputs =
        Inputs.of(HandTrace.generated(directory, AnomalyAgainstBaseline.EXERCISE, once, 7));
    int alerts = once.oracle().expected(inputs, Meaning.SPARK).size();
    int readings = variant(EVERY_READING).oracle().expected(inputs, Meaning.SPARK).size();
    assertThat(alerts).isGreaterThan(30);
    assertThat(readings).isGreaterThan(alerts + 30);
  }

  @Test
  void theClaimFlipsWithItsFigures() {
    Claim claim = AnomalyAgainstBaseline.EXERCISE.claims().get(0);
    Map<String, Double> figures = new HashMap<>();
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      figures.put(sameKeys(EVERY_READING, engine), 20.0);
      figures.put(sameKeys(ONCE, engine), 0.0);
    }
    assertThat(claim.judge(figures).verdict()).isEqualTo(Verdict.UPHELD);
    figures.put(sameKeys(ONCE, Engine.SPARK), 1.0);
    assertThat(claim.judge(figures).verdict()).isEqualTo(Verdict.REFUTED);
    figures.remove(sameKeys(EVERY_READING, Engine.FLINK));
    assertThat(claim.judge(figures).verdict()).isEqualTo(Verdict.NOT_SHOWN);
  }

  private static String sameKeys(String variant, Engine engine) {
    return Figure.of(variant, engine, Figure.SAME_KEYS).name();
  }

  private static ExpectedRow alert(String service, double usual, double worst, long cause) {
    return new ExpectedRow(
        Variant.RESULT, new Alerta(service, HandTrace.at(0), HandTrace.at(5), usual, worst), cause);
  }

  private static void reading(HandTrace trace, String service, int value, double minute) {
    trace.put(
        READINGS,
        minute,
        "{\"metrica_id\":\"" + service + "\",\"valor_actual\":" + value + ",\"timestamp\":%s}");
  }

  private static void baseline(HandTrace trace, String service, int value, double minute) {
    trace.put(
        BASELINES,
        minute,
        "{\"metrica_id\":\""
            + service
            + "\",\"baseline_promedio\":"
            + value
            + ",\"timestamp\":%s}");
  }

  private static Variant variant(String name) {
    return AnomalyAgainstBaseline.EXERCISE.variant(name);
  }
}
