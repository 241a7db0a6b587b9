package tandem.model.ch11.sec5;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.model.ch11.sec5.OutputModes.APPEND;
import static tandem.model.ch11.sec5.OutputModes.APPEND_RUNNING;
import static tandem.model.ch11.sec5.OutputModes.COMPLETE;
import static tandem.model.ch11.sec5.OutputModes.UPDATE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;

/** Each verdict flips with the figures that it is said to rest on. */
final class OutputModeClaimsTest {
  private static final String SPARK = "/spark:asap/";
  private static final String FLINK = "/flink:at-least-once/";
  private static final List<String> FAULTS = List.of(Figure.LOST, Figure.ALTERED, Figure.SAME_KEYS);

  private final Map<String, Double> figures = new HashMap<>();

  OutputModeClaimsTest() {
    for (String engine : List.of(SPARK, FLINK)) {
      for (String variant : List.of(APPEND, COMPLETE, UPDATE)) {
        FAULTS.forEach(fault -> figures.put(variant + engine + fault, 0.0));
      }
      figures.put(COMPLETE + engine + Figure.RESULT_ROWS, 100.0);
      figures.put(UPDATE + engine + Figure.RESULT_ROWS, 50.0);
    }
    figures.put(APPEND + SPARK + Figure.AVAILABLE, 1.0);
    figures.put(APPEND_RUNNING + SPARK + Figure.AVAILABLE, 0.0);
  }

  @Test
  void aRowThatIsNotInTheTablesRefutesThem() {
    assertThat(verdict(OutputModeClaims.TABLES)).isEqualTo(Verdict.UPHELD);
    for (String variant : List.of(APPEND, COMPLETE, UPDATE)) {
      for (String fault : List.of(Figure.LOST, Figure.ALTERED)) {
        figures.put(variant + SPARK + fault, 1.0);
        assertThat(verdict(OutputModeClaims.TABLES)).isEqualTo(Verdict.REFUTED);
        figures.put(variant + SPARK + fault, 0.0);
      }
    }
    figures.remove(UPDATE + SPARK + Figure.LOST);
    assertThat(verdict(OutputModeClaims.TABLES)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void completeMustGiveTwiceAsMuchOnBothEngines() {
    assertThat(verdict(OutputModeClaims.COMPLETE_REPEATS)).isEqualTo(Verdict.UPHELD);
    figures.put(COMPLETE + FLINK + Figure.RESULT_ROWS, 99.0);
    assertThat(verdict(OutputModeClaims.COMPLETE_REPEATS)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void aSecondRowOfAWindowRefutesThatItIsFinal() {
    for (String fault : FAULTS) {
      assertThat(verdict(OutputModeClaims.APPEND_IS_FINAL)).isEqualTo(Verdict.UPHELD);
      figures.put(APPEND + FLINK + fault, 1.0);
      assertThat(verdict(OutputModeClaims.APPEND_IS_FINAL)).isEqualTo(Verdict.REFUTED);
      figures.put(APPEND + FLINK + fault, 0.0);
    }
  }

  @Test
  void appendNeedsFinalRowsIfSparkRefusesItWithout() {
    assertThat(verdict(OutputModeClaims.APPEND_NEEDS_A_WATERMARK)).isEqualTo(Verdict.UPHELD);
    figures.put(APPEND_RUNNING + SPARK + Figure.AVAILABLE, 1.0);
    assertThat(verdict(OutputModeClaims.APPEND_NEEDS_A_WATERMARK)).isEqualTo(Verdict.REFUTED);
    figures.remove(APPEND_RUNNING + SPARK + Figure.AVAILABLE);
    assertThat(verdict(OutputModeClaims.APPEND_NEEDS_A_WATERMARK)).isEqualTo(Verdict.NOT_SHOWN);
  }

  private Verdict verdict(String name) {
    return OutputModeClaims.all().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(figures)
        .verdict();
  }
}
