package tandem.model.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static tandem.model.run.Gear.Guarantee.AT_LEAST_ONCE;
import static tandem.model.run.Gear.Guarantee.AT_MOST_ONCE;
import static tandem.model.run.Gear.Guarantee.EXACTLY_ONCE;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.ArbitraryState.Acumulado;
import tandem.model.codec.Json;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;

/** What is a loss, what a repetition, and which promise allows it. */
final class DeliveryAuditTest {
  private static final Variant PASSING = Catalog.exercise("11.1.1").headline();
  private static final Variant RUNNING = Catalog.exercise("11.3.3").variant("map-groups");

  @Test
  void eachRowOnceKeepsBothPromises() {
    Delivery delivery = DeliveryAudit.of(PASSING, expected(3), observed(2, 0, 1));
    assertThat(delivery.lost() + delivery.duplicated() + delivery.altered()).isZero();
    assertThat(delivery.keeps(EXACTLY_ONCE, false)).isTrue();
    assertThat(delivery.keeps(AT_LEAST_ONCE, false)).isTrue();
    assertThat(delivery.shown())
        .containsExactlyInAnyOrder(
            new ParityResult.Match(0, 1),
            new ParityResult.Match(1, 2),
            new ParityResult.Match(2, 0));
  }

  @Test
  void aRowThatComesAgainIsADuplicateEachTime() {
    Delivery delivery = DeliveryAudit.of(PASSING, expected(2), observed(0, 1, 1, 1));
    assertThat(delivery.duplicated()).isEqualTo(2);
    assertThat(delivery.lost()).isZero();
    assertThat(delivery.keeps(AT_LEAST_ONCE, false)).isTrue();
    assertThat(delivery.keeps(EXACTLY_ONCE, false)).isFalse();
    // what counts for the latency is the first
    assertThat(delivery.shown()).contains(new ParityResult.Match(1, 1));
  }

  @Test
  void aRepetitionDoesNotMakeUpForALoss() {
    Delivery delivery = DeliveryAudit.of(PASSING, expected(3), observed(0, 0, 1));
    assertThat(delivery.lost()).isEqualTo(1);
    assertThat(delivery.duplicated()).isEqualTo(1);
    assertThat(delivery.keeps(AT_LEAST_ONCE, true)).isFalse();
  }

  @Test
  void atMostOnceAllowsALossAndNothingElse() {
    assertThat(DeliveryAudit.of(PASSING, expected(3), observed(0, 1)).keeps(AT_MOST_ONCE, false))
        .isTrue();
    assertThat(DeliveryAudit.of(PASSING, expected(2), observed(0, 0)).keeps(AT_MOST_ONCE, false))
        .isFalse();
    List<Observed> rows = observed(0);
    rows.add(new Observed(Variant.RESULT, Json.row(event(1, 99.0)), null));
    assertThat(DeliveryAudit.of(PASSING, expected(2), rows).keeps(AT_MOST_ONCE, false)).isFalse();
  }

  @Test
  void aRowThatIsExpectedTwiceMayComeTwice() {
    List<ExpectedRow> twice = new ArrayList<>(expected(1));
    twice.addAll(expected(1));
    assertThat(DeliveryAudit.of(PASSING, twice, observed(0, 0)).duplicated()).isZero();
    assertThat(DeliveryAudit.of(PASSING, twice, observed(0)).lost()).isEqualTo(1);
    assertThat(DeliveryAudit.of(PASSING, twice, observed(0, 0, 0)).duplicated()).isEqualTo(1);
  }

  @Test
  void aRowWithOtherValuesIsAlteredAndNotLostToo() {
    List<Observed> rows = observed(0);
    rows.add(new Observed(Variant.RESULT, Json.row(event(1, 99.0)), null));
    Delivery delivery = DeliveryAudit.of(PASSING, expected(2), rows);
    assertThat(delivery.altered()).isEqualTo(1);
    assertThat(delivery.lost()).isZero();
    assertThat(delivery.keeps(AT_LEAST_ONCE, false)).isFalse();
    assertThat(delivery.keeps(AT_LEAST_ONCE, true)).isTrue();
    assertThat(delivery.keeps(EXACTLY_ONCE, true)).isFalse();
  }

  @Test
  void whatNobodyExpectsIsAltered() {
    List<Observed> rows = observed(0, 7);
    rows.add(new Observed(Variant.RESULT, new byte[] {'x'}, null));
    assertThat(DeliveryAudit.of(PASSING, expected(1), rows).altered()).isEqualTo(2);
  }

  @Test
  void deadLettersCountAsRows() {
    List<ExpectedRow> letter =
        List.of(new ExpectedRow(DeadLetter.OUTPUT, new DeadLetter("{", "malformed"), 0));
    Observed came =
        new Observed(DeadLetter.OUTPUT, "{".getBytes(StandardCharsets.UTF_8), "malformed");
    assertThat(DeliveryAudit.of(RUNNING, letter, List.of(came, came)).duplicated()).isEqualTo(1);
    assertThat(DeliveryAudit.of(RUNNING, letter, List.of()).lost()).isEqualTo(1);
  }

  @Test
  void aContinuedStateRepeatsChangesAndMustReachTheLast() {
    Delivery back = DeliveryAudit.of(RUNNING, changes(4), totals(1, 2, 3, 2, 3, 4));
    assertThat(back.duplicated()).isEqualTo(2);
    assertThat(back.lost()).isZero();
    assertThat(back.altered()).isZero();
    assertThat(DeliveryAudit.of(RUNNING, changes(4), totals(1, 2, 3)).lost()).isEqualTo(1);
    assertThat(DeliveryAudit.of(RUNNING, changes(4), List.of()).lost()).isEqualTo(1);
  }

  @Test
  void changesOfOneKeyMayArriveFromSeveralPartitions() {
    Delivery mixed = DeliveryAudit.of(RUNNING, changes(4), totals(1, 4, 2, 3));
    assertThat(mixed.lost()).isZero();
    assertThat(mixed.duplicated()).isZero();
    assertThat(DeliveryAudit.of(RUNNING, changes(4), totals(1, 4, 2, 3, 2)).duplicated())
        .isEqualTo(1);
  }

  @Test
  void aChangeShowsThoseThatWereLeftOut() {
    Delivery delivery = DeliveryAudit.of(RUNNING, changes(3), totals(3));
    assertThat(delivery.lost()).isZero();
    assertThat(delivery.shown()).extracting(ParityResult.Match::observed).containsExactly(0, 0, 0);
  }

  @Test
  void anInputThatIsCountedAgainAltersTheTotal() {
    Delivery delivery = DeliveryAudit.of(RUNNING, changes(3), totals(1, 2, 3, 4));
    assertThat(delivery.altered()).isEqualTo(1);
    assertThat(delivery.lost()).isZero();
  }

  @Test
  void saysWhichRowsWereAlteredAndWhichLost() {
    List<Observed> rows = observed(0, 7);
    rows.add(new Observed(Variant.RESULT, Json.row(event(1, 99.0)), null));
    List<ParityResult.Difference> found =
        DeliveryAudit.of(PASSING, expected(3), rows).differences();
    assertThat(found)
        .extracting(ParityResult.Difference::kind, ParityResult.Difference::cause)
        .containsExactlyInAnyOrder(
            tuple(ParityResult.Kind.EXTRA, -1L),
            tuple(ParityResult.Kind.DIFFERENT, 1L),
            tuple(ParityResult.Kind.MISSING, 2L));
    assertThat(found)
        .filteredOn(each -> each.kind() == ParityResult.Kind.DIFFERENT)
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.observed()).contains("99.0");
              assertThat(each.expected()).doesNotContain("99.0");
            });
    assertThat(DeliveryAudit.of(RUNNING, changes(3), totals(1, 2, 9)).differences())
        .singleElement()
        .extracting(ParityResult.Difference::kind, ParityResult.Difference::cause)
        .containsExactly(ParityResult.Kind.DIFFERENT, 2L);
    assertThat(DeliveryAudit.of(RUNNING, changes(3), totals(1, 2, 3, 2)).differences()).isEmpty();
  }

  private static Evento event(int number, double monto) {
    return new Evento(
        "e-" + number, "u-1", "compra", monto, Instant.ofEpochSecond(1_700_000_000), "norte");
  }

  private static List<ExpectedRow> expected(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new ExpectedRow(Variant.RESULT, event(i, 0.25), i))
        .toList();
  }

  private static List<Observed> observed(int... numbers) {
    List<Observed> rows = new ArrayList<>();
    for (int number : numbers) {
      rows.add(new Observed(Variant.RESULT, Json.row(event(number, 0.25)), null));
    }
    return rows;
  }

  private static List<ExpectedRow> changes(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new ExpectedRow(Variant.RESULT, new Acumulado("ana", i, i * 0.25), i - 1))
        .toList();
  }

  private static List<Observed> totals(int... counts) {
    List<Observed> rows = new ArrayList<>();
    for (int count : counts) {
      rows.add(
          new Observed(Variant.RESULT, Json.row(new Acumulado("ana", count, count * 0.25)), null));
    }
    return rows;
  }
}
