package tandem.model.ch11.sec6;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;

/** Doctored measurements: each verdict must flip. */
final class StaticJoinClaimsTest {
  private static final String SPARK = "/spark:asap/";

  private final Map<String, Double> figures = new HashMap<>();

  StaticJoinClaimsTest() {
    for (String variant :
        new String[] {
          StreamStaticJoin.POSTGRES, StreamStaticJoin.DELTA, StreamStaticJoin.PARQUET_REREAD
        }) {
      put(variant, Figure.STALE_ROWS, 0);
      put(variant, Figure.FIRST_USE_MS, 700);
    }
    put(StreamStaticJoin.POSTGRES, Figure.TABLE_READS, 41);
    put(StreamStaticJoin.POSTGRES, Figure.BATCHES, 40);
    put(StreamStaticJoin.PARQUET_REPLACED, Figure.AVAILABLE, 0);
  }

  @Test
  void theTableIsReadOnceWithEachBatchWhereScansAndBatchesAreAsMany() {
    for (double reads : new double[] {1, 38, 42, 80}) {
      put(StreamStaticJoin.POSTGRES, Figure.TABLE_READS, reads);
      assertThat(verdict(StaticJoinClaims.EACH_BATCH)).isEqualTo(Verdict.REFUTED);
    }
    figures.remove(StreamStaticJoin.POSTGRES + SPARK + Figure.TABLE_READS);
    assertThat(verdict(StaticJoinClaims.EACH_BATCH)).isEqualTo(Verdict.NOT_SHOWN);
    put(StreamStaticJoin.POSTGRES, Figure.TABLE_READS, 39);
    flips(StaticJoinClaims.EACH_BATCH, StreamStaticJoin.POSTGRES);
  }

  @Test
  void deltaIsFreshWhereNoRowIsStale() {
    flips(StaticJoinClaims.DELTA_FRESH, StreamStaticJoin.DELTA);
  }

  @Test
  void parquetNeedsRereadingWhereTheJoinFailsOrStaysBlind() {
    assertThat(verdict(StaticJoinClaims.NO_REFRESH)).isEqualTo(Verdict.UPHELD);
    put(StreamStaticJoin.PARQUET_REPLACED, Figure.AVAILABLE, 1);
    assertThat(verdict(StaticJoinClaims.NO_REFRESH)).isEqualTo(Verdict.NOT_SHOWN);
    put(StreamStaticJoin.PARQUET_REPLACED, Figure.STALE_ROWS, 500);
    assertThat(verdict(StaticJoinClaims.NO_REFRESH)).isEqualTo(Verdict.UPHELD);
    put(StreamStaticJoin.PARQUET_REPLACED, Figure.FIRST_USE_MS, 900);
    assertThat(verdict(StaticJoinClaims.NO_REFRESH)).isEqualTo(Verdict.REFUTED);
    put(StreamStaticJoin.PARQUET_REPLACED, Figure.AVAILABLE, 0);
    put(StreamStaticJoin.PARQUET_REREAD, Figure.STALE_ROWS, 1);
    assertThat(verdict(StaticJoinClaims.NO_REFRESH)).isEqualTo(Verdict.REFUTED);
  }

  private void flips(String claim, String variant) {
    assertThat(verdict(claim)).isEqualTo(Verdict.UPHELD);
    put(variant, Figure.STALE_ROWS, 1);
    assertThat(verdict(claim)).isEqualTo(Verdict.REFUTED);
    put(variant, Figure.STALE_ROWS, 0);
    figures.remove(variant + SPARK + Figure.FIRST_USE_MS);
    assertThat(verdict(claim)).isEqualTo(Verdict.REFUTED);
    figures.remove(variant + SPARK + Figure.STALE_ROWS);
    assertThat(verdict(claim)).isEqualTo(Verdict.NOT_SHOWN);
  }

  private void put(String variant, String what, double value) {
    figures.put(variant + SPARK + what, value);
  }

  private Verdict verdict(String name) {
    return StaticJoinClaims.all().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(figures)
        .verdict();
  }
}
