package tandem.model.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.model.ch11.sec4.WatermarkAndOutputMode.APPEND_INTO_DELTA;
import static tandem.model.ch11.sec4.WatermarkAndOutputMode.PLAIN_COMPLETE;
import static tandem.model.ch11.sec4.WatermarkAndOutputMode.WATERMARK_WINDOW_APPEND;
import static tandem.model.ch11.sec4.WatermarkAndOutputMode.WATERMARK_WINDOW_UPDATE;
import static tandem.model.ch11.sec4.WatermarkAndOutputMode.WINDOW_APPEND;
import static tandem.model.ch11.sec4.WatermarkAndOutputMode.WINDOW_COMPLETE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;

/** Each verdict flips with the figures that it is said to rest on. */
final class ModeClaimsTest {
  private static final String SPARK = "/spark:asap/";
  private static final String FLINK = "/flink:at-least-once/";
  private static final List<String> BOTH = List.of(SPARK, FLINK);

  private final Map<String, Double> figures = new HashMap<>();

  ModeClaimsTest() {
    for (String variant :
        List.of(WATERMARK_WINDOW_APPEND, WATERMARK_WINDOW_UPDATE, PLAIN_COMPLETE)) {
      figures.put(variant + SPARK + Figure.AVAILABLE, 1.0);
    }
    figures.put(WINDOW_APPEND + SPARK + Figure.AVAILABLE, 0.0);
    for (String engine : BOTH) {
      for (String variant : List.of(WATERMARK_WINDOW_APPEND, APPEND_INTO_DELTA)) {
        for (String fault : List.of(Figure.LOST, Figure.ALTERED, Figure.SAME_KEYS)) {
          figures.put(variant + engine + fault, 0.0);
        }
      }
      figures.put(WATERMARK_WINDOW_UPDATE + engine + Figure.RESULT_KEYS, 60.0);
      figures.put(WATERMARK_WINDOW_UPDATE + engine + Figure.RESULT_ROWS, 80.0);
      figures.put(PLAIN_COMPLETE + engine + Figure.STATE_ENTRIES, 9.0);
      figures.put(WINDOW_COMPLETE + engine + Figure.STATE_ENTRIES, 50.0);
    }
  }

  @Test
  void theTableHoldsIfThreeRunAndTheFourthIsRefused() {
    assertThat(verdict(ModeClaims.COMBINATIONS)).isEqualTo(Verdict.UPHELD);
    figures.put(WINDOW_APPEND + SPARK + Figure.AVAILABLE, 1.0);
    assertThat(verdict(ModeClaims.COMBINATIONS)).isEqualTo(Verdict.REFUTED);
    figures.put(WINDOW_APPEND + SPARK + Figure.AVAILABLE, 0.0);
    figures.put(PLAIN_COMPLETE + SPARK + Figure.AVAILABLE, 0.0);
    assertThat(verdict(ModeClaims.COMBINATIONS)).isEqualTo(Verdict.REFUTED);
    figures.remove(WINDOW_APPEND + SPARK + Figure.AVAILABLE);
    assertThat(verdict(ModeClaims.COMBINATIONS)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void aSecondRowOfAWindowRefutesAppend() {
    assertThat(verdict(ModeClaims.APPEND_ONCE)).isEqualTo(Verdict.UPHELD);
    figures.put(WATERMARK_WINDOW_APPEND + FLINK + Figure.SAME_KEYS, 1.0);
    assertThat(verdict(ModeClaims.APPEND_ONCE)).isEqualTo(Verdict.REFUTED);
    figures.put(WATERMARK_WINDOW_APPEND + FLINK + Figure.LOST, 1.0);
    assertThat(verdict(ModeClaims.APPEND_ONCE)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void updateMustGiveMoreOnBothEngines() {
    assertThat(verdict(ModeClaims.UPDATE_AGAIN)).isEqualTo(Verdict.UPHELD);
    figures.put(WATERMARK_WINDOW_UPDATE + SPARK + Figure.RESULT_ROWS, 60.0);
    assertThat(verdict(ModeClaims.UPDATE_AGAIN)).isEqualTo(Verdict.REFUTED);
    figures.remove(WATERMARK_WINDOW_UPDATE + SPARK + Figure.RESULT_ROWS);
    assertThat(verdict(ModeClaims.UPDATE_AGAIN)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void asManyEntriesAsRegionsAreNoGrowth() {
    assertThat(verdict(ModeClaims.COMPLETE_GROWS)).isEqualTo(Verdict.REFUTED);
    figures.put(PLAIN_COMPLETE + SPARK + Figure.STATE_ENTRIES, 10.0);
    assertThat(verdict(ModeClaims.COMPLETE_GROWS)).isEqualTo(Verdict.UPHELD);
    figures.put(WINDOW_COMPLETE + SPARK + Figure.STATE_ENTRIES, 9.0);
    assertThat(verdict(ModeClaims.COMPLETE_GROWS)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void aTableMustHoldEachWindowOnceAsItWasGiven() {
    for (String engine : BOTH) {
      for (String fault : List.of(Figure.LOST, Figure.ALTERED, Figure.SAME_KEYS)) {
        assertThat(verdict(ModeClaims.DELTA_STAYS)).isEqualTo(Verdict.UPHELD);
        figures.put(APPEND_INTO_DELTA + engine + fault, 1.0);
        assertThat(verdict(ModeClaims.DELTA_STAYS)).isEqualTo(Verdict.REFUTED);
        figures.put(APPEND_INTO_DELTA + engine + fault, 0.0);
      }
    }
  }

  private Verdict verdict(String name) {
    return claim(name).judge(figures).verdict();
  }

  private static Claim claim(String name) {
    return ModeClaims.all().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
