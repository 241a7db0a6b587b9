package tandem.model.ch11.sec5;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;

/** Doctored measurements: each verdict must flip. */
final class CompleteClaimsTest {
  private static final String SPARK = "/spark:asap/";

  private final Map<String, Double> figures = new HashMap<>();

  CompleteClaimsTest() {
    put(CompleteIntoDelta.OVERWRITE_GROWING, Figure.WRITE_SECONDS_AT_END, 3);
    put(CompleteIntoDelta.MERGE_GROWING, Figure.WRITE_SECONDS_AT_END, 2);
    put(CompleteIntoDelta.OVERWRITE_GROWING, Figure.WRITE_BYTES_AT_START, 100_000);
    put(CompleteIntoDelta.OVERWRITE_GROWING, Figure.WRITE_BYTES_AT_END, 800_000);
    for (String variant :
        new String[] {CompleteIntoDelta.MERGE_TWICE, CompleteIntoDelta.MERGE_ADDING_TWICE}) {
      put(variant, Figure.LOST, 0);
      put(variant, Figure.ALTERED, 0);
    }
  }

  @Test
  void mergingIsFasterWhereItIsClearlyFaster() {
    assertThat(verdict(CompleteClaims.MERGE_FASTER)).isEqualTo(Verdict.UPHELD);
    put(CompleteIntoDelta.MERGE_GROWING, Figure.WRITE_SECONDS_AT_END, 2.9);
    assertThat(verdict(CompleteClaims.MERGE_FASTER)).isEqualTo(Verdict.NOT_SHOWN);
    put(CompleteIntoDelta.MERGE_GROWING, Figure.WRITE_SECONDS_AT_END, 3.6);
    assertThat(verdict(CompleteClaims.MERGE_FASTER)).isEqualTo(Verdict.REFUTED);
    figures.clear();
    assertThat(verdict(CompleteClaims.MERGE_FASTER)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void overwritingCostsTheTableWhereItsBytesGrowWithIt() {
    assertThat(verdict(CompleteClaims.OVERWRITE_GROWS)).isEqualTo(Verdict.UPHELD);
    put(CompleteIntoDelta.OVERWRITE_GROWING, Figure.WRITE_BYTES_AT_END, 399_999);
    assertThat(verdict(CompleteClaims.OVERWRITE_GROWS)).isEqualTo(Verdict.REFUTED);
    figures.clear();
    assertThat(verdict(CompleteClaims.OVERWRITE_GROWS)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void aMergeIsIdempotentWhereOnlyIncrementsCountTwice() {
    assertThat(verdict(CompleteClaims.IDEMPOTENT)).isEqualTo(Verdict.UPHELD);
    put(CompleteIntoDelta.MERGE_TWICE, Figure.ALTERED, 1);
    assertThat(verdict(CompleteClaims.IDEMPOTENT)).isEqualTo(Verdict.REFUTED);
    put(CompleteIntoDelta.MERGE_ADDING_TWICE, Figure.ALTERED, 1);
    assertThat(verdict(CompleteClaims.IDEMPOTENT)).isEqualTo(Verdict.NOT_SHOWN);
  }

  private void put(String variant, String what, double value) {
    figures.put(variant + SPARK + what, value);
  }

  private Verdict verdict(String name) {
    return CompleteClaims.all().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(figures)
        .verdict();
  }
}
