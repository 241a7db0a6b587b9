package tandem.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.harness.result.SustainResult.Ending;
import tandem.harness.result.SustainResult.Found;
import tandem.harness.result.SustainResult.Purpose;
import tandem.harness.result.SustainResult.Verdict;

final class RateSearchTest {
  private static final int MOST = 12;
  private static final RateSearch.Plan PLAN = new RateSearch.Plan(10_000, 100, MOST);

  private final List<Double> tried = new ArrayList<>();
  private final List<Purpose> purposes = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(doubles = {10_001, 11_000, 23_456, 57_000, 99_999, 160_001})
  void findsAKnownCapacityToFivePercentAndConfirmsIt(double capacity) {
    Found found = RateSearch.search(PLAN, system(capacity, Double.MAX_VALUE));

    assertThat(found.ending()).isEqualTo(Ending.CONFIRMED);
    assertThat(found.sustainedPerSecond()).isLessThanOrEqualTo(capacity);
    assertThat(found.failedPerSecond()).isGreaterThan(capacity);
    assertThat(found.failedPerSecond() / found.sustainedPerSecond()).isCloseTo(1, fivePercent());
    assertThat(purposes).endsWith(Purpose.CONFIRM, Purpose.EXCEED);
    assertThat(last(tried)).isCloseTo(found.sustainedPerSecond() * 1.1, withinPercentage(1));
    assertThat(tried).hasSizeLessThanOrEqualTo(MOST);
  }

  @Test
  void aCapacityBelowTheStartIsFoundByHalving() {
    Found found = RateSearch.search(PLAN, system(1_700, Double.MAX_VALUE));

    assertThat(found.ending()).isEqualTo(Ending.CONFIRMED);
    assertThat(found.sustainedPerSecond()).isBetween(1_700 / 1.05, 1_700.0);
  }

  @Test
  void whatTheDriverCannotSendIsItsLimitAndNotTheEngines() {
    Found found = RateSearch.search(PLAN, system(500_000, 120_000));

    assertThat(found.ending()).isEqualTo(Ending.DRIVER_LIMIT);
    assertThat(found.sustainedPerSecond()).isBetween(120_000 / 1.05, 120_000.0);
    assertThat(found.failedPerSecond()).isGreaterThan(120_000);
    // a tenth more can't be sent either: nothing to try
    assertThat(purposes).endsWith(Purpose.CONFIRM).doesNotContain(Purpose.EXCEED);
  }

  @Test
  void anEngineThatFailsBelowTheDriversLimitIsFound() {
    Found found = RateSearch.search(PLAN, system(100_000, 120_000));

    assertThat(found.ending()).isEqualTo(Ending.CONFIRMED);
    assertThat(found.sustainedPerSecond()).isBetween(100_000 / 1.05, 100_000.0);
  }

  @Test
  void neverMoreProbesThanThereAre() {
    Found found = RateSearch.search(PLAN, system(Double.MAX_VALUE, Double.MAX_VALUE));

    assertThat(found.ending()).isEqualTo(Ending.AT_LEAST);
    assertThat(found.failedPerSecond()).isNull();
    assertThat(tried).hasSize(MOST);
    assertThat(found.sustainedPerSecond()).isEqualTo(last(tried));
  }

  @Test
  void fewProbesGiveAWiderAnswerThatIsConfirmedAllTheSame() {
    Found found =
        RateSearch.search(new RateSearch.Plan(10_000, 100, 8), system(57_000, Double.MAX_VALUE));

    assertThat(tried).hasSizeLessThanOrEqualTo(8);
    assertThat(purposes).endsWith(Purpose.CONFIRM, Purpose.EXCEED);
    assertThat(found.sustainedPerSecond()).isLessThanOrEqualTo(57_000);
    assertThat(found.failedPerSecond()).isGreaterThan(57_000);
  }

  @Test
  void aRateWhoseConfirmationFailsIsNotTheAnswer() {
    // the first time it is lucky
    RateSearch.Prober system = system(57_000, Double.MAX_VALUE);
    Found found =
        RateSearch.search(
            PLAN,
            (rate, purpose) -> {
              Verdict verdict = system.at(rate, purpose);
              boolean first = purposes.stream().filter(Purpose.CONFIRM::equals).count() == 1;
              return purpose == Purpose.CONFIRM && first ? Verdict.TOO_MUCH : verdict;
            });

    int refused = purposes.indexOf(Purpose.CONFIRM);
    assertThat(found.sustainedPerSecond()).isLessThan(tried.get(refused));
    assertThat(found.failedPerSecond()).isLessThanOrEqualTo(tried.get(refused));
    assertThat(found.ending()).isIn(Ending.CONFIRMED, Ending.AT_LEAST);
    assertThat(tried).hasSizeLessThanOrEqualTo(MOST);
  }

  @Test
  void whenATenthMoreIsSustainedTheSearchGoesOnFromThere() {
    // one bad moment at 20000 only; the capacity is 57000
    RateSearch.Prober system = system(57_000, Double.MAX_VALUE);
    Found found =
        RateSearch.search(
            new RateSearch.Plan(10_000, 100, 30),
            (rate, purpose) -> {
              Verdict verdict = system.at(rate, purpose);
              return tried.size() > 1 && tried.size() < 7 ? Verdict.TOO_MUCH : verdict;
            });

    assertThat(found.ending()).isEqualTo(Ending.CONFIRMED);
    assertThat(found.sustainedPerSecond()).isBetween(57_000 / 1.05, 57_000.0);
    assertThat(purposes.stream().filter(Purpose.EXCEED::equals).count()).isGreaterThan(1);
  }

  @Test
  void withoutProbesToGoOnItIsAtLeastATenthMore() {
    RateSearch.Prober system = system(57_000, Double.MAX_VALUE);
    Found found =
        RateSearch.search(
            new RateSearch.Plan(10_000, 100, 8),
            (rate, purpose) -> {
              Verdict verdict = system.at(rate, purpose);
              return tried.size() > 1 && tried.size() < 7 ? Verdict.TOO_MUCH : verdict;
            });

    assertThat(found.ending()).isEqualTo(Ending.AT_LEAST);
    assertThat(found.sustainedPerSecond()).isEqualTo(last(tried));
    assertThat(tried).hasSize(8);
  }

  @Test
  void whatSustainsNothingIsToldSo() {
    Found found = RateSearch.search(PLAN, system(1, Double.MAX_VALUE));

    assertThat(found.ending()).isEqualTo(Ending.NOT_FOUND);
    assertThat(found.sustainedPerSecond()).isNull();
    assertThat(tried).allMatch(rate -> rate >= 100).hasSizeLessThan(MOST);
  }

  @Test
  void theSameVerdictsLeadToTheSameProbes() {
    RateSearch.search(PLAN, system(57_000, Double.MAX_VALUE));
    List<Double> first = List.copyOf(tried);
    tried.clear();
    RateSearch.search(PLAN, system(57_000, Double.MAX_VALUE));

    assertThat(tried).isEqualTo(first);
  }

  /** A system without noise. */
  private RateSearch.Prober system(double capacity, double reach) {
    return (rate, purpose) -> {
      tried.add(rate);
      purposes.add(purpose);
      if (rate > reach) {
        return Verdict.OUT_OF_REACH;
      }
      return rate <= capacity ? Verdict.SUSTAINED : Verdict.TOO_MUCH;
    };
  }

  private static double last(List<Double> rates) {
    return rates.get(rates.size() - 1);
  }

  private static Offset<Double> fivePercent() {
    return within(0.0501);
  }
}
