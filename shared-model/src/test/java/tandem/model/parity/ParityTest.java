package tandem.model.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.ArbitraryState.Acumulado;
import tandem.model.ch11.sec5.OutputModes.Total;
import tandem.model.codec.Json;

/** What counts as equal, and what is named where it is not. */
final class ParityTest {
  private static final Variant RUNNING = Catalog.exercise("11.3.3").variant("map-groups");
  private static final Variant TABLES = Catalog.exercise("11.5.1").variant("complete");

  @Test
  void sparkMaySkipChangesButNotTheLast() {
    List<ExpectedRow> changes = changes(1, 2, 3);
    ParityResult skipped = Parity.compare(RUNNING, changes, rows(2, 3), Meaning.SPARK);
    assertThat(skipped.equal()).isTrue();
    // the first input became visible with the second change
    assertThat(skipped.matches())
        .containsExactly(
            new ParityResult.Match(0, 0),
            new ParityResult.Match(1, 0),
            new ParityResult.Match(2, 1));
    assertThat(Parity.compare(RUNNING, changes, rows(1, 2), Meaning.SPARK).missing()).isEqualTo(1);
  }

  @Test
  void flinkMaySkipNone() {
    assertThat(Parity.compare(RUNNING, changes(1, 2, 3), rows(1, 2, 3), Meaning.FLINK).equal())
        .isTrue();
    assertThat(Parity.compare(RUNNING, changes(1, 2, 3), rows(2, 3), Meaning.FLINK).missing())
        .isEqualTo(1);
  }

  @Test
  void changesMayNotGoBack() {
    ParityResult back = Parity.compare(RUNNING, changes(1, 2, 3), rows(2, 1, 3), Meaning.SPARK);
    assertThat(back.extra()).isEqualTo(1);
  }

  @Test
  void aWrongNumberIsNamed() {
    List<Observed> wrong = rows(1, 2);
    wrong.add(new Observed(Variant.RESULT, Json.row(new Acumulado("ana", 3, 99.0)), null));
    ParityResult result = Parity.compare(RUNNING, changes(1, 2, 3), wrong, Meaning.FLINK);
    assertThat(result.equal()).isFalse();
    assertThat(result.differences().get(0).observed()).contains("valor_total=99.0");
  }

  @Test
  void whatIsNoRowIsNoEqualRow() {
    List<Observed> rows = rows(1);
    rows.add(new Observed(Variant.RESULT, new byte[] {'x'}, null));
    assertThat(Parity.compare(RUNNING, changes(1), rows, Meaning.SPARK).extra()).isEqualTo(1);
  }

  @Test
  void aSequenceWantsEveryRowInItsPlace() {
    assertThat(sequence("250 250 300", "250 250 300").equal()).isTrue();
    assertThat(sequence("250 250 300", "250 300").missing()).isEqualTo(1);
    assertThat(sequence("250 250 300", "250 250 300 300").extra()).isEqualTo(1);
    assertThat(sequence("250 250 300", "250 300 250").different()).isEqualTo(2);
  }

  private static ParityResult sequence(String expected, String observed) {
    List<ExpectedRow> due =
        totals(expected).map(row -> new ExpectedRow(Variant.RESULT, row, 0)).toList();
    List<Observed> came =
        totals(observed).map(row -> new Observed(Variant.RESULT, Json.row(row), null)).toList();
    return Parity.compare(TABLES, due, came, Meaning.SPARK);
  }

  private static Stream<Total> totals(String sums) {
    return Stream.of(sums.split(" ", -1)).map(sum -> new Total("ana", Double.valueOf(sum)));
  }

  private static List<ExpectedRow> changes(int... counts) {
    List<ExpectedRow> rows = new ArrayList<>();
    for (int count : counts) {
      rows.add(
          new ExpectedRow(Variant.RESULT, new Acumulado("ana", count, count * 0.25), count - 1));
    }
    return rows;
  }

  private static List<Observed> rows(int... counts) {
    List<Observed> rows = new ArrayList<>();
    for (int count : counts) {
      rows.add(
          new Observed(Variant.RESULT, Json.row(new Acumulado("ana", count, count * 0.25)), null));
    }
    return rows;
  }
}
