package tandem.model.ch11.sec1;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.model.ch11.sec1.CheckpointAnatomy.KILLED;
import static tandem.model.ch11.sec1.CheckpointAnatomy.KILLED_EXACTLY_ONCE;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;

/** Each verdict flips with the figures that it is said to rest on. */
final class CheckpointClaimsTest {
  private static final String SPARK = KILLED + "/spark:asap/";
  private static final String FLINK = KILLED + "/flink:at-least-once/";
  private static final String FLINK_ONCE = KILLED_EXACTLY_ONCE + "/flink:exactly-once=1s/";

  private final Map<String, Double> figures = new HashMap<>();

  CheckpointClaimsTest() {
    for (String contender : new String[] {SPARK, FLINK, FLINK_ONCE}) {
      figures.put(contender + Figure.LOST, 0.0);
      figures.put(contender + Figure.ALTERED, 0.0);
      figures.put(contender + Figure.REPEATED, contender.equals(FLINK_ONCE) ? 0.0 : 60.0);
    }
  }

  @Test
  void rowsComeAgainWhereBothEnginesGiveSomeAgainAndLoseNone() {
    assertThat(verdict(CheckpointClaims.AGAIN)).isEqualTo(Verdict.UPHELD);
    figures.put(FLINK + Figure.REPEATED, 0.0);
    assertThat(verdict(CheckpointClaims.AGAIN)).isEqualTo(Verdict.REFUTED);
    figures.put(FLINK + Figure.REPEATED, 1.0);
    figures.put(SPARK + Figure.LOST, 1.0);
    assertThat(verdict(CheckpointClaims.AGAIN)).isEqualTo(Verdict.REFUTED);
    figures.remove(SPARK + Figure.LOST);
    assertThat(verdict(CheckpointClaims.AGAIN)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void onceMeansTheSameRowsAgainAndNoneOfATransaction() {
    assertThat(verdict(CheckpointClaims.ONCE)).isEqualTo(Verdict.UPHELD);
    figures.put(FLINK_ONCE + Figure.REPEATED, 1.0);
    assertThat(verdict(CheckpointClaims.ONCE)).isEqualTo(Verdict.REFUTED);
    figures.put(FLINK_ONCE + Figure.REPEATED, 0.0);
    figures.put(SPARK + Figure.ALTERED, 1.0);
    assertThat(verdict(CheckpointClaims.ONCE)).isEqualTo(Verdict.REFUTED);
    figures.remove(FLINK_ONCE + Figure.LOST);
    assertThat(verdict(CheckpointClaims.ONCE)).isNotEqualTo(Verdict.UPHELD);
  }

  @Test
  void deltaTakesUpdatesIfSparkRunsWhatItRunsToKafka() {
    String total = CheckpointAnatomy.TOTAL + "/spark:asap/" + Figure.AVAILABLE;
    String delta = CheckpointAnatomy.DELTA_UPDATE + "/spark:asap/" + Figure.AVAILABLE;
    assertThat(verdict(CheckpointClaims.DELTA_UPDATES)).isEqualTo(Verdict.NOT_SHOWN);
    figures.put(total, 1.0);
    figures.put(delta, 0.0);
    assertThat(verdict(CheckpointClaims.DELTA_UPDATES)).isEqualTo(Verdict.REFUTED);
    figures.put(delta, 1.0);
    assertThat(verdict(CheckpointClaims.DELTA_UPDATES)).isEqualTo(Verdict.UPHELD);
    figures.put(total, 0.0);
    assertThat(verdict(CheckpointClaims.DELTA_UPDATES)).isEqualTo(Verdict.NOT_SHOWN);
  }

  private Verdict verdict(String name) {
    Claim claim =
        CheckpointAnatomy.EXERCISE.claims().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return claim.judge(figures).verdict();
  }
}
