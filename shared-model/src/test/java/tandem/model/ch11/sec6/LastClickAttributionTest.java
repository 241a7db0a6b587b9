package tandem.model.ch11.sec6;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.model.ch11.sec6.LastClickAttribution.CLICKS;
import static tandem.model.ch11.sec6.LastClickAttribution.COMPRAS;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec6.LastClickAttribution.Atribucion;
import tandem.model.event.DeadLetter;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.run.Engine;

/** The oracles of 11.6.5 against rows that were worked out by hand on eighteen records. */
final class LastClickAttributionTest {
  @TempDir private Path directory;

  // by hand, minutes since T0; the window is 30, the delay 35. Before the barrier:
  //   0: ana clicks c1 at 0      1: ana clicks c2 at 10      2: ana clicks c3 at 20
  //   3: ana buys at 25          4: ana clicks c4 at 22, out of order
  //   5: unreadable              6, 7: bea clicks a and b at 30
  //   8, 9: bea buys at 60, sent twice
  //   10: carlos clicks d at 30  11: carlos buys at 61
  //   12: x clicks at 100: the watermark is at 61 - 35 = 26
  //   13: y buys at 100: it is at 65. After the barrier:
  //   14: ana clicks c5 at 24, late      15: y clicks z at 100, in the purchase's own instant
  //   16: x clicks e at 140              17: x buys at 140: the watermark is at 105
  private Inputs inputs() {
    return HandTrace.of(
        directory,
        List.of(CLICKS, COMPRAS),
        trace -> {
          click(trace, "ana", "c1", 0);
          click(trace, "ana", "c2", 10);
          click(trace, "ana", "c3", 20);
          purchase(trace, "ana", "1", 25);
          click(trace, "ana", "c4", 22);
          trace.unreadable(CLICKS);
          click(trace, "bea", "a", 30);
          click(trace, "bea", "b", 30);
          purchase(trace, "bea", "2", 60);
          purchase(trace, "bea", "2", 60);
          click(trace, "carlos", "d", 30);
          purchase(trace, "carlos", "3", 61);
          click(trace, "x", "w", 100);
          purchase(trace, "y", "null", 100);
          trace.barrier();
          click(trace, "ana", "c5", 24);
          click(trace, "y", "z", 100);
          click(trace, "x", "e", 140);
          purchase(trace, "x", "9", 140);
        });
  }

  @Test
  void aPurchaseIsSettledWhenTheWatermarkIsPastIt() {
    List<ExpectedRow> rows =
        variant(LastClickAttribution.LAST_CLICK).oracle().expected(inputs(), Meaning.SPARK);
    assertThat(rows)
        .containsExactlyInAnyOrder(
            new ExpectedRow(DeadLetter.OUTPUT, new DeadLetter("{", "malformed_json"), 5),
            row("ana", "c4", 1.0, 25, 12),
            row("bea", "b", 2.0, 60, 13),
            row("y", "z", null, 100, 17));
  }

  @Test
  void behindAJoinItIsSettledHalfAnHourLater() {
    // ana when the watermark is past 55, bea past 90, y past 130, which it never is
    assertThat(causes(LastClickAttribution.OPERATORS)).containsExactlyInAnyOrder(5L, 13L, 17L);
  }

  @Test
  void theJoinAloneGivesEveryClick() {
    // ana's four, bea's two by two, y's, x's one of 16
    assertThat(causes(LastClickAttribution.EVERY_CLICK))
        .containsExactlyInAnyOrder(3L, 3L, 3L, 4L, 5L, 8L, 8L, 9L, 9L, 15L, 17L);
  }

  @Test
  void entriesOfState() {
    // the watermark is at -5: seven clicks and four purchases, of which two are alike
    assertThat(live(LastClickAttribution.LAST_CLICK, 12)).isEqualTo(10);
    assertThat(live(LastClickAttribution.EVERY_CLICK, 12)).isEqualTo(11);
    // at 65: w and y's purchase; at 105: w, z, e and x's purchase
    assertThat(live(LastClickAttribution.LAST_CLICK, 14)).isEqualTo(2);
    assertThat(live(LastClickAttribution.LAST_CLICK, 18)).isEqualTo(4);
  }

  @Test
  void theSmallTraceTellsTheRulesApart() {
    Variant variant = variant(LastClickAttribution.LAST_CLICK);
    Inputs inputs =
        Inputs.of(HandTrace.generated(directory, LastClickAttribution.EXERCISE, variant, 7));
    Map<String, String> campaigns = new HashMap<>();
    for (ExpectedRow row : variant.oracle().expected(inputs, Meaning.FLINK)) {
      if (row.row() instanceof Atribucion a && a.userId().contains("-1772")) {
        campaigns.merge(
            a.userId().substring(0, a.userId().indexOf('-')),
            a.campaignId(),
            (one, other) -> other);
      }
    }
    assertThat(campaigns)
        .containsEntry("tres", "c-3")
        .containsEntry("desorden", "c-tarde")
        .containsEntry("empate", "c-b")
        .containsEntry("empate2", "c-b")
        .containsEntry("justo", "c-justo")
        .containsEntry("mismo", "c-mismo")
        .containsEntry("perdido", "c-a-tiempo")
        .containsKey("doble")
        .doesNotContainKeys("pasado", "antes", "tarde");
  }

  @Test
  void whoBuysTwoThingsAtOnceBuysTwice() {
    Variant variant = variant(LastClickAttribution.LAST_CLICK);
    Inputs inputs =
        Inputs.of(HandTrace.generated(directory, LastClickAttribution.EXERCISE, variant, 7));
    // the odd purchases are of one user and instant, and of several amounts
    assertThat(
            variant.oracle().expected(inputs, Meaning.SPARK).stream()
                .filter(row -> row.row() instanceof Atribucion)
                .map(row -> variant.schema().canonical(row.row()).key()))
        .doesNotHaveDuplicates();
  }

  @Test
  void theClaimFlipsWithItsFigures() {
    Claim claim = LastClickAttribution.EXERCISE.claims().get(0);
    Map<String, Double> figures = new HashMap<>();
    for (Engine engine : List.of(Engine.SPARK, Engine.FLINK)) {
      figures.put(sameKeys(LastClickAttribution.EVERY_CLICK, engine), 20.0);
      figures.put(sameKeys(LastClickAttribution.LAST_CLICK, engine), 0.0);
    }
    assertThat(claim.judge(figures).verdict()).isEqualTo(Verdict.UPHELD);
    figures.put(sameKeys(LastClickAttribution.LAST_CLICK, Engine.FLINK), 1.0);
    assertThat(claim.judge(figures).verdict()).isEqualTo(Verdict.REFUTED);
    figures.remove(sameKeys(LastClickAttribution.EVERY_CLICK, Engine.SPARK));
    assertThat(claim.judge(figures).verdict()).isEqualTo(Verdict.NOT_SHOWN);
  }

  private static String sameKeys(String variant, Engine engine) {
    return Figure.of(variant, engine, Figure.SAME_KEYS).name();
  }

  private static ExpectedRow row(
      String user, String campaign, Double monto, double minute, long cause) {
    return new ExpectedRow(
        Variant.RESULT, new Atribucion(user, campaign, monto, HandTrace.at(minute)), cause);
  }

  private static void click(HandTrace trace, String user, String campaign, double minute) {
    trace.put(
        CLICKS,
        minute,
        "{\"user_id\":\"" + user + "\",\"campaign_id\":\"" + campaign + "\",\"timestamp\":%s}");
  }

  private static void purchase(HandTrace trace, String user, String monto, double minute) {
    trace.put(
        COMPRAS, minute, "{\"user_id\":\"" + user + "\",\"monto\":" + monto + ",\"timestamp\":%s}");
  }

  private List<Long> causes(String variant) {
    return HandTrace.causes(variant(variant), inputs());
  }

  private long live(String variant, long position) {
    return HandTrace.live(variant(variant), inputs(), position);
  }

  private static Variant variant(String name) {
    return LastClickAttribution.EXERCISE.variant(name);
  }
}
