package tandem.model.ch11.sec6;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.model.ch11.sec6.ClickPurchaseJoin.CLICKS;
import static tandem.model.ch11.sec6.ClickPurchaseJoin.COMPRAS;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec6.ClickPurchaseJoin.Conversion;
import tandem.model.event.DeadLetter;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.WireInput;

/** The oracle of 11.6.2 against rows that were worked out by hand on thirteen records. */
final class ClickPurchaseJoinTest {
  @TempDir private Path directory;

  // by hand, minutes since T0; the window is 30, the delay 60. Before the barrier:
  //   0: ana clicks k1 at 0      1: ana buys p1 at 30     2: ana buys p2 at 31
  //   3: ana clicks k2 at 25     4: unreadable            5: bea buys p3 at 40
  //   6: bea clicks k3 at 41     7: carlos clicks k4 at 50
  //   8: x clicks kx at 200      9: y buys py at 200
  // so both streams are at 200 and the watermark is at 140. After it:
  //   10: ana clicks k5 at 29, late     11: carlos buys p4 at 60, late     12: x buys p5 at 230
  private Inputs inputs() {
    return HandTrace.of(
        directory,
        List.of(CLICKS, COMPRAS),
        trace -> {
          click(trace, "k1", "ana", 0);
          purchase(trace, "p1", "ana", 30);
          purchase(trace, "p2", "ana", 31);
          click(trace, "k2", "ana", 25);
          trace.unreadable(COMPRAS);
          purchase(trace, "p3", "bea", 40);
          click(trace, "k3", "bea", 41);
          click(trace, "k4", "carlos", 50);
          click(trace, "kx", "x", 200);
          purchase(trace, "py", "y", 200);
          trace.barrier();
          click(trace, "k5", "ana", 29);
          purchase(trace, "p4", "carlos", 60);
          purchase(trace, "p5", "x", 230);
        });
  }

  @Test
  void pairsComeWithTheLaterOfTheirRecords() {
    // k1 p1, k2 p1, k2 p2, kx p5, and the dead letter
    assertThat(causes(ClickPurchaseJoin.INNER)).containsExactlyInAnyOrder(1L, 3L, 3L, 4L, 12L);
  }

  @Test
  void clicksWithoutPurchaseComeWhenNoneCanComeAnyMore() {
    // besides: k3 is certain at 71 and k4 at 80, when record 9 has moved the watermark to 140
    assertThat(causes(ClickPurchaseJoin.LEFT_OUTER))
        .containsExactlyInAnyOrder(1L, 3L, 3L, 4L, 9L, 9L, 12L);
  }

  @Test
  void withoutWatermarkNothingIsLateAndNothingIsCertain() {
    // besides the pairs: k5 p1, k5 p2, k4 p4
    for (String variant :
        List.of(ClickPurchaseJoin.NO_WATERMARK, ClickPurchaseJoin.OUTER_NO_WATERMARK)) {
      assertThat(causes(variant)).containsExactlyInAnyOrder(1L, 3L, 3L, 4L, 10L, 10L, 11L, 12L);
    }
  }

  @Test
  void rowsHoldBothRecords() {
    List<Record> rows =
        variant(ClickPurchaseJoin.LEFT_OUTER).oracle().expected(inputs(), Meaning.FLINK).stream()
            .map(ExpectedRow::row)
            .toList();
    assertThat(rows)
        .contains(
            new DeadLetter("{", "malformed_json"),
            new Conversion("ana", "k1", HandTrace.at(0), "p1", 2.5, HandTrace.at(30)),
            new Conversion("carlos", "k4", HandTrace.at(50), null, null, null));
  }

  @Test
  void entriesOfState() {
    // before the barrier the watermark is below all: 4 clicks, 3 purchases
    assertThat(live(ClickPurchaseJoin.INNER, 8)).isEqualTo(7);
    // at 140: kx, py; then p5 besides
    assertThat(live(ClickPurchaseJoin.LEFT_OUTER, 10)).isEqualTo(2);
    assertThat(live(ClickPurchaseJoin.INNER, 13)).isEqualTo(3);
    assertThat(live(ClickPurchaseJoin.NO_WATERMARK, 13)).isEqualTo(12);
  }

  @Test
  void aPurchaseInTimeIsLostWithItsLateClick() {
    Variant inner = variant(ClickPurchaseJoin.INNER);
    Inputs inputs = Inputs.of(HandTrace.generated(directory, ClickPurchaseJoin.EXERCISE, inner, 7));
    List<WireInput> lost =
        inputs.wired(inner.wires()).stream()
            .filter(WireInput::accepted)
            .filter(record -> record.text("user_id").startsWith("perdido-"))
            .toList();
    // after the first and after the second stretch; the third has nothing after it
    assertThat(lost).hasSize(5);
    assertThat(rowsOf(ClickPurchaseJoin.INNER, inputs, "perdido-")).isZero();
    assertThat(rowsOf(ClickPurchaseJoin.NO_WATERMARK, inputs, "perdido-")).isEqualTo(2);
  }

  @Test
  void theEdgesOfTheHalfHourAreInTheSmallTrace() {
    Variant inner = variant(ClickPurchaseJoin.INNER);
    Inputs inputs = Inputs.of(HandTrace.generated(directory, ClickPurchaseJoin.EXERCISE, inner, 7));
    // in each of three stretches
    assertThat(rowsOf(ClickPurchaseJoin.INNER, inputs, "justo-")).isEqualTo(3);
    assertThat(rowsOf(ClickPurchaseJoin.INNER, inputs, "mismo-")).isEqualTo(3);
    assertThat(rowsOf(ClickPurchaseJoin.INNER, inputs, "doble-")).isEqualTo(12);
    for (String none : List.of("pasado-", "dos-horas-", "antes-", "tarde-")) {
      assertThat(rowsOf(ClickPurchaseJoin.INNER, inputs, none)).isZero();
    }
  }

  @Test
  void nobodyBuysWithinHalfAnHourWhereAllComeTwoHoursLater() {
    Variant variant = variant(ClickPurchaseJoin.TWO_HOURS_LATER);
    Inputs inputs =
        Inputs.of(HandTrace.generated(directory, ClickPurchaseJoin.EXERCISE, variant, 7));
    assertThat(rowsOf(ClickPurchaseJoin.TWO_HOURS_LATER, inputs, "")).isZero();
    assertThat(inputs.wired(variant.wires())).hasSizeGreaterThan(200);
  }

  private static long rowsOf(String variant, Inputs inputs, String user) {
    return variant(variant).oracle().expected(inputs, Meaning.SPARK).stream()
        .filter(row -> row.row() instanceof Conversion c && c.userId().startsWith(user))
        .count();
  }

  private static void click(HandTrace trace, String id, String user, double minute) {
    trace.put(
        CLICKS,
        minute,
        "{\"click_id\":\"" + id + "\",\"user_id\":\"" + user + "\",\"timestamp_click\":%s}");
  }

  private static void purchase(HandTrace trace, String id, String user, double minute) {
    trace.put(
        COMPRAS,
        minute,
        "{\"compra_id\":\""
            + id
            + "\",\"user_id\":\""
            + user
            + "\",\"monto\":2.5,\"timestamp_compra\":%s}");
  }

  private List<Long> causes(String variant) {
    return HandTrace.causes(variant(variant), inputs());
  }

  private long live(String variant, long position) {
    return HandTrace.live(variant(variant), inputs(), position);
  }

  private static Variant variant(String name) {
    return ClickPurchaseJoin.EXERCISE.variant(name);
  }
}
