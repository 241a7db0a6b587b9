package tandem.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import tandem.harness.result.Measures.State;
import tandem.harness.result.Measures.StateAt;
import tandem.harness.result.Samples;
import tandem.harness.stats.StateCurve.Extrapolation;

/** Curves of thirty days with a point each six hours. */
class StateCurveTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int HOURS = 30 * 24;

  @Test
  void aStraightLineGrowsByFiveThirdsAndLeadsOn() {
    StateCurve curve = curve(hour -> 100 * hour, 72_000);

    assertThat(curve.growth()).isCloseTo(5.0 / 3, within(0.02));
    assertThat(curve.levelsOff()).isFalse();
    assertThat(curve.levelFrom()).isNull();
    assertThat(curve.keysPerDay()).isEqualTo(2_400);
    Extrapolation line = curve.extrapolation();
    assertThat(line.predictedKeys()).isCloseTo(72_000, within(1.0));
    assertThat(line.error()).isCloseTo(0, within(1e-3));
    assertThat(line.after()).isEqualTo(Duration.ofDays(300));
    assertThat(line.keys()).isCloseTo(720_000, within(10.0));
    assertThat(line.bytes()).isCloseTo(36e6, within(1e3));
  }

  @Test
  void aLineThatWasWrongSaysByHowMuch() {
    // what bends after two thirds is not what the line foretold
    StateCurve curve =
        curve(hour -> 100 * Math.min(hour, 480) + Math.max(0, hour - 480) * 50, 60_000);

    assertThat(curve.extrapolation().error()).isCloseTo(0.2, within(0.01));
  }

  @Test
  void whatIsDroppedEachDayLevelsOff() {
    // a tooth each day: two to three days of a hundred an hour
    StateCurve curve = curve(hour -> hour < 72 ? 100 * hour : 4_800 + 100 * (hour % 24), 4_800);

    assertThat(curve.growth()).isCloseTo(1, within(0.01));
    assertThat(curve.levelsOff()).isTrue();
    assertThat(curve.levelFrom()).isBetween(at(60), at(72));
    assertThat(curve.usualKeys()).isCloseTo(5_700, within(150.0));
    assertThat(curve.extrapolation()).isNull();
  }

  @Test
  void batchesAreComparedByTheirMedians() {
    List<StateAt> points = new ArrayList<>();
    for (int hour = 0; hour <= HOURS; hour += 6) {
      double seconds = hour < HOURS / 2 ? 0.2 : 0.5;
      // Flink has none, and a batch now and then is an outlier
      Double told = hour % 60 == 0 ? 9.0 : (Double) seconds;
      points.add(
          new StateAt(at(hour), (long) hour, 1L, null, hour % 12 == 0 ? told : null, null, null));
    }
    StateCurve curve = new StateCurve(state(points, HOURS));

    assertThat(curve.batchSeconds(1)).isEqualTo(0.2);
    assertThat(curve.batchSlowdown()).isEqualTo(2.5);
  }

  @Test
  void tooLittleSaysNothing() {
    for (List<StateAt> points :
        List.of(List.<StateAt>of(), List.of(Samples.stateAt(START, 5L, 100L)))) {
      StateCurve curve = new StateCurve(state(points, 5));
      assertThat(curve.growth()).isNull();
      assertThat(curve.levelsOff()).isFalse();
      assertThat(curve.usualKeys()).isNull();
      assertThat(curve.keysPerDay()).isNull();
      assertThat(curve.batchSlowdown()).isNull();
      assertThat(curve.extrapolation()).isNull();
    }
  }

  private static StateCurve curve(LongUnaryOperator keys, long atEnd) {
    List<StateAt> points = new ArrayList<>();
    for (int hour = 0; hour <= HOURS; hour += 6) {
      points.add(Samples.stateAt(at(hour), keys.applyAsLong(hour), 1L));
    }
    return new StateCurve(state(points, atEnd));
  }

  private static State state(List<StateAt> points, long keys) {
    return new State(keys, keys, 60 * keys, 50 * keys, 50.0, points);
  }

  private static Instant at(int hour) {
    return START.plus(Duration.ofHours(hour));
  }
}
