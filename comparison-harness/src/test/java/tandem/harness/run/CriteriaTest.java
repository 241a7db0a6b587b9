package tandem.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tandem.harness.result.SustainResult.Criterion;
import tandem.harness.result.SustainResult.Finding;
import tandem.harness.result.SustainResult.Verdict;
import tandem.harness.run.Flow.Answer;

/** Thirty seconds at a thousand rows a second, after five seconds that are not measured. */
final class CriteriaTest {
  private static final long SECOND = 1_000_000;
  private static final long FROM = 1_700_000_000 * SECOND;
  private static final long TO = FROM + 30 * SECOND;
  private static final long LEAD_IN = 5 * SECOND;
  private static final int ENOUGH = 10;

  @Test
  void whatKeepsUpIsSustained() {
    List<Finding> findings = Criteria.judge(flow(CriteriaTest::atOnce, seconds(1)), ENOUGH);

    assertThat(findings).allMatch(Finding::held).hasSize(Criterion.values().length);
    assertThat(value(findings, Criterion.SENT)).isCloseTo(1, within(1e-3));
    assertThat(value(findings, Criterion.LAG_SLOPE)).isCloseTo(0, within(1e-3));
    assertThat(value(findings, Criterion.TAIL)).isCloseTo(1, within(1e-3));
    assertThat(Criteria.verdict(findings)).isEqualTo(Verdict.SUSTAINED);
  }

  @Test
  void theSawOfBatchesIsNoSlope() {
    List<Finding> findings = Criteria.judge(flow(CriteriaTest::eachSecond, seconds(1)), ENOUGH);

    assertThat(value(findings, Criterion.LAG_SLOPE)).isCloseTo(0, within(1e-3));
    assertThat(Criteria.verdict(findings)).isEqualTo(Verdict.SUSTAINED);
  }

  @Test
  void theSawIsNoSlopeWhereverATriggerIsSeenToEnd() {
    List<Long> late = seconds(1).stream().map(at -> at + 130_000).filter(at -> at <= TO).toList();

    assertThat(
            value(
                Criteria.judge(flow(CriteriaTest::eachSecond, late), ENOUGH), Criterion.LAG_SLOPE))
        .isCloseTo(0, within(1e-3));
  }

  @Test
  void whatFallsBehindByATenthIsTooMuch() {
    // nine of ten events are worked off in the time in which ten come
    LongUnaryOperator slow = due -> due + 5_000 + Math.max(0, due - FROM) / 9;
    List<Finding> findings = Criteria.judge(flow(slow, seconds(1)), ENOUGH);

    assertThat(value(findings, Criterion.LAG_SLOPE)).isCloseTo(0.1, within(2e-3));
    assertThat(failed(findings))
        .contains(Criterion.LAG_SLOPE, Criterion.TAIL)
        .doesNotContain(Criterion.OUTPUT, Criterion.SENT);
    assertThat(Criteria.verdict(findings)).isEqualTo(Verdict.TOO_MUCH);
  }

  @Test
  void aSlopeOfHalfAPercentIsWithinTheLimit() {
    LongUnaryOperator slow = due -> due + 500_000 + Math.max(0, due - FROM) / 199;

    assertThat(failed(Criteria.judge(flow(slow, seconds(1)), ENOUGH)))
        .doesNotContain(Criterion.LAG_SLOPE);
  }

  @Test
  void aLagThatShrinksIsNoFault() {
    LongUnaryOperator catchingUp = due -> due + 2 * SECOND - Math.max(0, due - FROM) / 20;

    assertThat(Criteria.verdict(Criteria.judge(flow(catchingUp, seconds(1)), ENOUGH)))
        .isEqualTo(Verdict.SUSTAINED);
  }

  @Test
  void aSlopeOverTooFewTriggersCannotBeJudged() {
    List<Finding> findings = Criteria.judge(flow(CriteriaTest::atOnce, seconds(3)), ENOUGH + 1);

    assertThat(value(findings, Criterion.LAG_SLOPE)).isNull();
    assertThat(failed(findings)).containsExactly(Criterion.LAG_SLOPE);
    assertThat(Criteria.judge(flow(CriteriaTest::atOnce, seconds(3)), ENOUGH))
        .allMatch(Finding::held);
  }

  @Test
  void aTailThatGrowsIsTooMuch() {
    LongUnaryOperator stalls =
        due -> due + (due > FROM + 20 * SECOND && due % 50_000 == 0 ? 400_000 : 200_000);

    assertThat(failed(Criteria.judge(flow(stalls, seconds(1)), ENOUGH)))
        .containsExactly(Criterion.TAIL);
  }

  @Test
  void aFewMillisecondsMoreAreJitter() {
    LongUnaryOperator jitter = due -> due + (due > FROM + 20 * SECOND ? 9_000 : 3_000);
    List<Finding> findings = Criteria.judge(flow(jitter, seconds(1)), ENOUGH);

    assertThat(value(findings, Criterion.TAIL)).isCloseTo(3, within(0.1));
    assertThat(findings).allMatch(Finding::held);
  }

  @Test
  void aBacklogThatDoesNotClearIsTooMuch() {
    LongUnaryOperator stuck = due -> due > TO - 30_000 ? due + 6 * SECOND : due + 5_000;
    List<Finding> findings = Criteria.judge(flow(stuck, seconds(1)), ENOUGH);

    assertThat(failed(findings)).containsExactly(Criterion.BACKLOG);
    // two seconds, and two triggers of a second
    assertThat(finding(findings, Criterion.BACKLOG).limit()).isEqualTo(4);
    assertThat(value(findings, Criterion.BACKLOG)).isCloseTo(6, within(0.1));
  }

  @Test
  void whatNeverGotToTheEndDidNotClear() {
    Flow unfinished = new Flow(FROM, TO, TO, answers(CriteriaTest::atOnce), seconds(1), 0, false);

    assertThat(failed(Criteria.judge(unfinished, ENOUGH))).containsExactly(Criterion.BACKLOG);
  }

  @Test
  void wrongRowsAreTooMuch() {
    Flow wrong = new Flow(FROM, TO, TO, answers(CriteriaTest::atOnce), seconds(1), 3, true);

    assertThat(failed(Criteria.judge(wrong, ENOUGH))).containsExactly(Criterion.OUTPUT);
    assertThat(Criteria.verdict(Criteria.judge(wrong, ENOUGH))).isEqualTo(Verdict.TOO_MUCH);
  }

  @Test
  void whatWasNotSentIsTheDriversLimit() {
    Flow late =
        new Flow(FROM, TO, TO + SECOND, answers(due -> due + 3 * SECOND), seconds(1), 0, true);
    List<Finding> findings = Criteria.judge(late, ENOUGH);

    assertThat(value(findings, Criterion.SENT)).isCloseTo(30.0 / 31, within(1e-9));
    assertThat(Criteria.verdict(findings)).isEqualTo(Verdict.OUT_OF_REACH);
  }

  @Test
  void whereNothingCameNothingCanBeJudged() {
    Flow silent = new Flow(FROM, TO, TO, List.of(), seconds(1), 0, false);

    assertThat(failed(Criteria.judge(silent, ENOUGH)))
        .containsExactly(Criterion.LAG_SLOPE, Criterion.TAIL, Criterion.BACKLOG);
  }

  /** A row comes 5 ms after it was due. */
  private static long atOnce(long due) {
    return due + 5_000;
  }

  /** Rows come together, at the end of the second in which they were due. */
  private static long eachSecond(long due) {
    return FROM + Math.floorDiv(due - FROM, SECOND) * SECOND + SECOND;
  }

  private static Flow flow(LongUnaryOperator visible, List<Long> triggers) {
    return new Flow(FROM, TO, TO + 2_000, answers(visible), triggers, 0, true);
  }

  private static List<Answer> answers(LongUnaryOperator visible) {
    List<Answer> answers = new ArrayList<>();
    for (long due = FROM - LEAD_IN; due < TO; due += 1_000) {
      answers.add(new Answer(due, visible.applyAsLong(due)));
    }
    return answers;
  }

  private static List<Long> seconds(int apart) {
    return LongStream.rangeClosed(0, 30 / apart).mapToObj(i -> FROM + i * apart * SECOND).toList();
  }

  private static Double value(List<Finding> findings, Criterion criterion) {
    return finding(findings, criterion).value();
  }

  private static Finding finding(List<Finding> findings, Criterion criterion) {
    return findings.stream().filter(f -> f.criterion() == criterion).findFirst().orElseThrow();
  }

  private static List<Criterion> failed(List<Finding> findings) {
    return findings.stream().filter(f -> !f.held()).map(Finding::criterion).toList();
  }
}
