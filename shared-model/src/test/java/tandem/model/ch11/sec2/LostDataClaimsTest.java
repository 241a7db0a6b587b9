package tandem.model.ch11.sec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim.Verdict;

/** Doctored measurements: each verdict must flip. */
final class LostDataClaimsTest {
  private static final String OVERWRITE = "overwrite-killed/spark:asap/rowsGone";
  private static final String DELTA = "delta-killed/spark:asap/rowsGone";

  private final Map<String, Double> measured = new HashMap<>(Map.of(OVERWRITE, 40.0, DELTA, 0.0));

  @Test
  void overwritingLoses() {
    assertThat(verdict(LostDataClaims.OVERWRITE_LOSES)).isEqualTo(Verdict.UPHELD);
    measured.put(OVERWRITE, 0.0);
    assertThat(verdict(LostDataClaims.OVERWRITE_LOSES)).isEqualTo(Verdict.REFUTED);
    measured.clear();
    assertThat(verdict(LostDataClaims.OVERWRITE_LOSES)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void deltaKeepsWhereOverwritingLoses() {
    assertThat(verdict(LostDataClaims.DELTA_KEEPS)).isEqualTo(Verdict.UPHELD);
    measured.put(DELTA, 1.0);
    assertThat(verdict(LostDataClaims.DELTA_KEEPS)).isEqualTo(Verdict.REFUTED);
    measured.put(OVERWRITE, 0.0);
    assertThat(verdict(LostDataClaims.DELTA_KEEPS)).isEqualTo(Verdict.NOT_SHOWN);
  }

  private Verdict verdict(String name) {
    return LostDataClaims.ALL.stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(measured)
        .verdict();
  }
}
