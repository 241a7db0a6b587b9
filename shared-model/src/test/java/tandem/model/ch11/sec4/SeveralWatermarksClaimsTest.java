package tandem.model.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim.Verdict;

/** Doctored measurements: each verdict must flip. */
final class SeveralWatermarksClaimsTest {
  private static final String SPARK = "/spark:asap/";
  private static final String FLINK = "/flink:at-least-once/";

  private final Map<String, Double> measured =
      new HashMap<>(
          Map.of(
              "minimum" + SPARK + "rows", 700.0,
              "minimum" + FLINK + "rows", 700.0,
              "maximum" + SPARK + "rows", 600.0,
              "silent" + SPARK + "rows", 100.0,
              "silent" + FLINK + "rows", 100.0,
              "heartbeats" + SPARK + "rows", 150.0,
              "heartbeats" + FLINK + "rows", 150.0));

  @Test
  void theLeastCounts() {
    assertThat(verdict(SeveralWatermarksClaims.LEAST_COUNTS)).isEqualTo(Verdict.UPHELD);
    measured.put("minimum" + FLINK + "rows", 600.0);
    assertThat(verdict(SeveralWatermarksClaims.LEAST_COUNTS)).isEqualTo(Verdict.REFUTED);
    measured.put("maximum" + SPARK + "rows", 700.0);
    assertThat(verdict(SeveralWatermarksClaims.LEAST_COUNTS)).isEqualTo(Verdict.NOT_SHOWN);
    measured.clear();
    assertThat(verdict(SeveralWatermarksClaims.LEAST_COUNTS)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void silenceBlocks() {
    assertThat(verdict(SeveralWatermarksClaims.SILENCE_BLOCKS)).isEqualTo(Verdict.NOT_SHOWN);
    for (String engine : new String[] {SPARK, FLINK}) {
      measured.put("silent" + engine + "records", 500.0);
      measured.put("heartbeats" + engine + "records", 514.0);
    }
    assertThat(verdict(SeveralWatermarksClaims.SILENCE_BLOCKS)).isEqualTo(Verdict.UPHELD);
    measured.put("heartbeats" + FLINK + "rows", 114.0);
    assertThat(verdict(SeveralWatermarksClaims.SILENCE_BLOCKS)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void theJoinWaits() {
    assertThat(verdict(SeveralWatermarksClaims.JOIN_WAITS)).isEqualTo(Verdict.NOT_SHOWN);
    measured.put("inner" + SPARK + "rows", 24.0);
    measured.put("inner" + FLINK + "rows", 24.0);
    assertThat(verdict(SeveralWatermarksClaims.JOIN_WAITS)).isEqualTo(Verdict.UPHELD);
    measured.put("inner" + SPARK + "rows", 25.0);
    assertThat(verdict(SeveralWatermarksClaims.JOIN_WAITS)).isEqualTo(Verdict.REFUTED);
  }

  private Verdict verdict(String name) {
    return SeveralWatermarksClaims.all().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(measured)
        .verdict();
  }
}
