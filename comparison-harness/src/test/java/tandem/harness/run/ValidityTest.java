package tandem.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.harness.result.Measures;

class ValidityTest {
  @ParameterizedTest(name = "the broker {0} ms, all {1} ms: {2}")
  @CsvSource({
    "130, 146, true",
    "51, 100, true",
    "49, 52, false",
    "130, 300, false",
    "20, 25, false",
  })
  void blamesTheWayToTheBrokerWhereItIsMostOfTheTail(
      double takenInMs, double p99Ms, boolean stalled) {
    assertThat(Validity.stalled(takenIn(takenInMs), p99Ms)).isEqualTo(stalled);
  }

  @Test
  void blamesNobodyWithoutSamples() {
    assertThat(Validity.stalled(takenIn(500), null)).isFalse();
  }

  private static Measures.Lag takenIn(double p99Ms) {
    return new Measures.Lag(2.0, p99Ms, p99Ms);
  }
}
