package tandem.model.ch11.sec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec2.IdempotentPostgres.MetricaMensual;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.parity.Delivery;
import tandem.model.parity.DeliveryAudit;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Observed;
import tandem.model.parity.Parity;
import tandem.model.parity.ParityResult;
import tandem.model.run.Gear.Guarantee;
import tandem.model.store.ResultTable;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceWriter;

/** Rows of 11.2.4 worked out by hand, its statements, and verdicts that flip with their figures. */
final class IdempotentPostgresTest {
  private static final String SPARK = "/spark:asap/";
  private static final String FLINK = "/flink:exactly-once=1s/";

  private final Map<String, Double> figures = new HashMap<>();

  @TempDir private Path directory;

  IdempotentPostgresTest() {
    for (String variant :
        List.of(
            IdempotentPostgres.BATCH_CONTROL_KILLED,
            IdempotentPostgres.BATCH_CONTROL_KILLED_AMID,
            IdempotentPostgres.OUTAGE,
            IdempotentPostgres.TWO_TRANSACTIONS,
            IdempotentPostgres.ONE_TRANSACTION)) {
      for (String contender : List.of(SPARK, FLINK)) {
        figures.put(variant + contender + Figure.LOST, 0.0);
        figures.put(variant + contender + Figure.ALTERED, 0.0);
      }
    }
    figures.put(IdempotentPostgres.INCREMENTS_KILLED + SPARK + Figure.ALTERED, 9.0);
    rate(IdempotentPostgres.BATCHED, 30_000);
    rate(IdempotentPostgres.COLLECTED, 20_000);
    rate(IdempotentPostgres.ROW_BY_ROW, 5_000);
    rate(IdempotentPostgres.COPY_MERGE, 10_000);
  }

  @Test
  void purchasesAreAddedUpByRegionAndMonthOfUtc() {
    assertThat(expected(IdempotentPostgres.BATCH_CONTROL))
        .containsExactlyInAnyOrder(
            new MetricaMensual("sur", "2026-03", 1.5 + 8 + 8),
            // half past midnight in Madrid, in March still by UTC
            new MetricaMensual("norte", "2026-03", 2.25),
            new MetricaMensual("norte", "2026-04", 0),
            new MetricaMensual("desconocida", "2026-04", 4),
            new MetricaMensual("", "2026-04", 0.25),
            new DeadLetter("{\"evento_id\":\"e-9\"}", "missing_field:user_id"));
  }

  @Test
  void twoWritersThatLookFirstAddTwice() {
    assertThat(expected(IdempotentPostgres.TWO_TRANSACTIONS))
        .contains(new MetricaMensual("sur", "2026-03", 35))
        .contains(new MetricaMensual("norte", "2026-04", 0));
    assertThat(expected(IdempotentPostgres.ONE_TRANSACTION))
        .contains(new MetricaMensual("sur", "2026-03", 17.5));
  }

  @Test
  void ofAKeysRowsTheLastCounts() {
    assertThat(compared(row(1.5), row(9.5), row(17.5)).different()).isZero();
    assertThat(compared(row(17.5), row(9.5)).different()).isEqualTo(1);
    assertThat(compared(row(9.5)).different()).isEqualTo(1);
    assertThat(compared().missing()).isEqualTo(6);
  }

  @Test
  void aSumThatCountsTwiceIsAlteredAndNotLost() {
    Variant variant = IdempotentPostgres.EXERCISE.variant(IdempotentPostgres.INCREMENTS_KILLED);
    List<ExpectedRow> due =
        variant.oracle().expected(inputs(), Meaning.SPARK).stream()
            .filter(row -> row.row() instanceof MetricaMensual metric && metric.revenue() == 17.5)
            .toList();
    Delivery right = DeliveryAudit.of(variant, due, List.of(observed(row(17.5))));
    assertThat(right.keeps(Guarantee.EXACTLY_ONCE, false)).isTrue();
    Delivery twice = DeliveryAudit.of(variant, due, List.of(observed(row(25.5))));
    assertThat(twice.altered()).isEqualTo(1);
    assertThat(twice.lost()).isZero();
    assertThat(twice.keeps(Guarantee.AT_LEAST_ONCE, false)).isFalse();
    assertThat(twice.keeps(Guarantee.AT_LEAST_ONCE, true)).isTrue();
  }

  @Test
  void statementsSayWhatBecomesOfARowThatIsThere() {
    String into = "INSERT INTO metricas (region, mes, revenue) VALUES (?, ?, ?)";
    String conflict = " ON CONFLICT (region, mes) DO UPDATE SET revenue = ";
    assertThat(table(IdempotentPostgres.BATCH_CONTROL).insert())
        .isEqualTo(into + conflict + "EXCLUDED.revenue");
    assertThat(table(IdempotentPostgres.INCREMENTS).insert())
        .isEqualTo(into + conflict + "metricas.revenue + EXCLUDED.revenue");
    assertThat(table(IdempotentPostgres.COPY_MERGE).mergeFrom("otra"))
        .isEqualTo(
            "INSERT INTO metricas (region, mes, revenue) SELECT region, mes, revenue FROM otra"
                + " ORDER BY region, mes"
                + conflict
                + "EXCLUDED.revenue");
    assertThat(ResultTable.of(Sinks.EXERCISE.variant(Sinks.POSTGRES)).insert())
        .doesNotContain("CONFLICT");
  }

  @Test
  void entriesAreExactlyOnceWhereNoSumIsWrong() {
    assertThat(verdict(PostgresClaims.ONCE)).isEqualTo(Verdict.UPHELD);
    figures.put(IdempotentPostgres.OUTAGE + SPARK + Figure.ALTERED, 1.0);
    assertThat(verdict(PostgresClaims.ONCE)).isEqualTo(Verdict.REFUTED);
    figures.put(IdempotentPostgres.INCREMENTS_KILLED + SPARK + Figure.ALTERED, 0.0);
    assertThat(verdict(PostgresClaims.ONCE)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void transactionsAreExactlyOnceWhereFlinksSumsAreRight() {
    assertThat(verdict(PostgresClaims.TRANSACTIONS_ONCE)).isEqualTo(Verdict.UPHELD);
    figures.put(IdempotentPostgres.BATCH_CONTROL_KILLED + FLINK + Figure.ALTERED, 5.0);
    assertThat(verdict(PostgresClaims.TRANSACTIONS_ONCE)).isEqualTo(Verdict.REFUTED);
    figures.remove(IdempotentPostgres.BATCH_CONTROL_KILLED + FLINK + Figure.LOST);
    assertThat(verdict(PostgresClaims.TRANSACTIONS_ONCE)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void lookingFirstRacesWhereEachSumIsDoubled() {
    assertThat(verdict(PostgresClaims.RACE)).isEqualTo(Verdict.UPHELD);
    figures.put(IdempotentPostgres.ONE_TRANSACTION + SPARK + Figure.ALTERED, 1.0);
    assertThat(verdict(PostgresClaims.RACE)).isEqualTo(Verdict.REFUTED);
    figures.remove(IdempotentPostgres.TWO_TRANSACTIONS + SPARK + Figure.LOST);
    assertThat(verdict(PostgresClaims.RACE)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void collectingDoesNotScaleWhereTasksAreFaster() {
    assertThat(verdict(PostgresClaims.COLLECTING)).isEqualTo(Verdict.UPHELD);
    rate(IdempotentPostgres.BATCHED, 25_000);
    assertThat(verdict(PostgresClaims.COLLECTING)).isEqualTo(Verdict.NOT_SHOWN);
    rate(IdempotentPostgres.BATCHED, 21_000);
    assertThat(verdict(PostgresClaims.COLLECTING)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void copyIsFasterFromTwiceOn() {
    assertThat(verdict(PostgresClaims.COPY)).isEqualTo(Verdict.UPHELD);
    rate(IdempotentPostgres.COPY_MERGE, 9_900);
    assertThat(verdict(PostgresClaims.COPY)).isEqualTo(Verdict.REFUTED);
    figures.remove(IdempotentPostgres.ROW_BY_ROW + SPARK + Figure.WRITTEN_ROWS_PER_SECOND);
    assertThat(verdict(PostgresClaims.COPY)).isEqualTo(Verdict.NOT_SHOWN);
  }

  private void rate(String variant, double rowsPerSecond) {
    figures.put(variant + SPARK + Figure.WRITTEN_ROWS_PER_SECOND, rowsPerSecond);
  }

  private Verdict verdict(String name) {
    return PostgresClaims.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(figures)
        .verdict();
  }

  private static ResultTable table(String variant) {
    return ResultTable.of(IdempotentPostgres.EXERCISE.variant(variant));
  }

  private List<Record> expected(String name) {
    Variant variant = IdempotentPostgres.EXERCISE.variant(name);
    return variant.oracle().expected(inputs(), Meaning.SPARK).stream()
        .map(ExpectedRow::row)
        .toList();
  }

  private static String row(double revenue) {
    return "{\"region\":\"sur\",\"mes\":\"2026-03\",\"revenue\":" + revenue + "}";
  }

  private static Observed observed(String row) {
    return new Observed(Variant.RESULT, row.getBytes(StandardCharsets.UTF_8), null);
  }

  private ParityResult compared(String... rows) {
    Variant variant = IdempotentPostgres.EXERCISE.headline();
    return Parity.compare(
        variant,
        variant.oracle().expected(inputs(), Meaning.FLINK),
        Arrays.stream(rows).map(IdempotentPostgresTest::observed).toList(),
        Meaning.FLINK);
  }

  private static String event(int id, String tipo, String monto, String time, String region) {
    return "{\"evento_id\":\"e-%d\",\"user_id\":\"ana\",\"tipo\":%s,\"monto\":%s,\"timestamp\":\"%s\",\"region\":%s}"
        .formatted(id, tipo, monto, time, region);
  }

  private Inputs inputs() {
    Path file = directory.resolve("by-hand-" + System.nanoTime() + ".trace");
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.2.4",
            "",
            null,
            List.of(Evento.TOPIC),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    String compra = "\"compra\"";
    String twice = event(2, compra, "8", "2026-03-31T23:59:59.999Z", "\"sur\"");
    List<String> values =
        List.of(
            event(1, compra, "1.5", "2026-03-01T00:00:00.000Z", "\"sur\""),
            twice,
            twice,
            event(3, compra, "2.25", "2026-04-01T00:30:00+02:00", "\"norte\""),
            event(4, compra, "null", "2026-04-01T00:00:00.000Z", "\"norte\""),
            event(5, "\"devolucion\"", "99", "2026-04-01T00:00:00.000Z", "\"norte\""),
            event(6, compra, "4", "2026-04-30", "null"),
            event(7, compra, "0.25", "2026-04-30", "\"\""),
            event(8, "null", "77", "2026-04-30", "\"sur\""),
            "{\"evento_id\":\"e-9\"}");
    try (TraceWriter out = new TraceWriter(file, header)) {
      for (String value : values) {
        out.record(0, Evento.TOPIC, 0, null, value.getBytes(StandardCharsets.UTF_8), 0);
      }
    }
    return Inputs.of(Trace.open(file));
  }
}
