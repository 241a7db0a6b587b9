package tandem.model.ch11.sec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.run.Engine;

/** Each statement is judged by its own figures, and flips with them. */
final class SourceClaimsTest {
  private final Map<String, Double> figures = new HashMap<>();

  SourceClaimsTest() {
    for (String variant :
        new String[] {
          NativeSources.SOCKET_AFRESH,
          NativeSources.FILES_PRESENT,
          NativeSources.FILES_PARTIAL,
          NativeSources.FILES_RESTART
        }) {
      put(variant, Figure.RECORDS, 300);
      put(variant, Figure.ROWS, 300);
    }
    put(NativeSources.FILES_PRESENT, Figure.LARGEST_INPUT, 140);
    put(NativeSources.FILES_LIMITED, Figure.LARGEST_INPUT, 20);
    put(NativeSources.TWELVE_PARTITIONS, Figure.TASKS, 12);
  }

  @Test
  void aSocketLosesWhereARowIsMissing() {
    assertThat(verdict(SourceClaims.SOCKET_LOSES)).isEqualTo(Verdict.REFUTED);
    put(NativeSources.SOCKET_AFRESH, Figure.ROWS, 299);
    assertThat(verdict(SourceClaims.SOCKET_LOSES)).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void presentFilesAreIgnoredWhereARowIsMissing() {
    assertThat(verdict(SourceClaims.PRESENT_IGNORED)).isEqualTo(Verdict.REFUTED);
    put(NativeSources.FILES_PRESENT, Figure.ROWS, 160);
    assertThat(verdict(SourceClaims.PRESENT_IGNORED)).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void filesAreReadTooEarlyWhereARowIsMissing() {
    assertThat(verdict(SourceClaims.READ_TOO_EARLY)).isEqualTo(Verdict.REFUTED);
    put(NativeSources.FILES_PARTIAL, Figure.ROWS, 200);
    assertThat(verdict(SourceClaims.READ_TOO_EARLY)).isEqualTo(Verdict.UPHELD);
  }

  @Test
  void pathsAreRememberedWhereNothingIsMissingOrTwice() {
    assertThat(verdict(SourceClaims.PATHS_REMEMBERED)).isEqualTo(Verdict.UPHELD);
    put(NativeSources.FILES_RESTART, Figure.ROWS, 301);
    assertThat(verdict(SourceClaims.PATHS_REMEMBERED)).isEqualTo(Verdict.REFUTED);
    put(NativeSources.FILES_RESTART, Figure.ROWS, 299);
    assertThat(verdict(SourceClaims.PATHS_REMEMBERED)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void theLimitBoundsWhereABatchWouldBeLargerWithoutIt() {
    assertThat(verdict(SourceClaims.LIMIT_BOUNDS)).isEqualTo(Verdict.UPHELD);
    put(NativeSources.FILES_LIMITED, Figure.LARGEST_INPUT, 21);
    assertThat(verdict(SourceClaims.LIMIT_BOUNDS)).isEqualTo(Verdict.REFUTED);
    put(NativeSources.FILES_PRESENT, Figure.LARGEST_INPUT, 20);
    assertThat(verdict(SourceClaims.LIMIT_BOUNDS)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void aTaskForEachPartition() {
    assertThat(verdict(SourceClaims.TASK_PER_PARTITION)).isEqualTo(Verdict.UPHELD);
    put(NativeSources.TWELVE_PARTITIONS, Figure.TASKS, 2);
    assertThat(verdict(SourceClaims.TASK_PER_PARTITION)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void whatWasNotCountedShowsNothing() {
    figures.clear();
    assertThat(SourceClaims.all())
        .extracting(claim -> claim.judge(figures).verdict())
        .containsOnly(Verdict.NOT_SHOWN);
  }

  @Test
  void theyRestOnCountsAlone() {
    assertThat(SourceClaims.all())
        .flatExtracting(claim -> claim.judge(figures).figures().keySet())
        .isNotEmpty()
        .allMatch(Figure::isCount);
  }

  private Verdict verdict(String name) {
    Claim claim =
        SourceClaims.all().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return claim.judge(figures).verdict();
  }

  private void put(String variant, String what, double value) {
    figures.put(Figure.of(variant, Engine.SPARK, "asap", what).name(), value);
  }
}
