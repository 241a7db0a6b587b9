package tandem.model.ch11.sec5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec5.ChooseTheOutputMode.ClienteFrecuente;
import tandem.model.ch11.sec5.ChooseTheOutputMode.Metrica;
import tandem.model.ch11.sec5.ChooseTheOutputMode.Puesto;
import tandem.model.ch11.sec5.ChooseTheOutputMode.Transaccion;
import tandem.model.ch11.sec5.ChooseTheOutputMode.VentasDelDia;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Rows that were worked out by hand, and doctored measurements that flip each verdict. */
final class ChooseTheOutputModeTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final String SPARK = "/spark:asap/rows";
  private static final String FLINK = "/flink:at-least-once/rows";
  @TempDir private Path directory;

  private final Map<String, Double> measured = new HashMap<>();

  // by hand: sales of ana 0:10 (4.0, sur), leo 0:20 (null, norte), leo 14:59 (8.0, no region) and
  // ana 16:00 (2.0, sur), something else of ana 0:30 (9.0), and a tick at 46:00, where the
  // watermark
  // is 16:00
  private static void sales(TraceWriter out) {
    put(out, "a", "ana", "compra", "4.0", 10, "\"sur\"");
    put(out, "b", "leo", "compra", "null", 20, "\"norte\"");
    put(out, "c", "ana", "vista", "9.0", 30, "\"sur\"");
    put(out, "d", "leo", "compra", "8.0", 899, "null");
    put(out, "e", "ana", "compra", "2.0", 960, "\"sur\"");
    byte[] bad = "esto no es json".getBytes(StandardCharsets.UTF_8);
    out.recordWithoutEventTime(0, "eventos", 0, null, bad, Map.of(), T0.toEpochMilli());
    put(out, "t", "reloj", "vista", "1.0", 2760, "null");
  }

  // six purchases of eva from 1:00 to 6:00 and five of leo; a tick lets the watermark reach 1:10:00
  private static void often(TraceWriter out) {
    for (int i = 1; i <= 6; i++) {
      put(out, "e" + i, "eva", "compra", "1.0", 60 * i, "null");
      if (i < 6) {
        put(out, "l" + i, "leo", "compra", "1.0", 60 * i, "null");
      }
    }
    put(out, "t", "reloj", "vista", "1.0", 6000, "null");
  }

  @Test
  void aPointIsGivenOnceOrWithEachSale() {
    assertThat(sold(ChooseTheOutputMode.METRICS))
        .containsExactlyInAnyOrder(
            point(0, "sur", 1, 4), point(0, "norte", 1, 0), point(0, "desconocida", 1, 8));
    assertThat(sold(ChooseTheOutputMode.METRICS_UPDATE))
        .containsExactlyInAnyOrder(
            point(0, "sur", 1, 4),
            point(0, "norte", 1, 0),
            point(0, "desconocida", 1, 8),
            point(15, "sur", 1, 2));
  }

  @Test
  void theDayIsNotOver() {
    VentasDelDia today = new VentasDelDia(DAY, 4, 14);
    assertThat(sold(ChooseTheOutputMode.LIVE_TOTAL)).containsExactly(today);
    assertThat(sold(ChooseTheOutputMode.LIVE_TOTAL_DELTA)).containsExactly(today);
    assertThat(sold(ChooseTheOutputMode.LIVE_TOTAL_APPEND)).isEmpty();
  }

  @Test
  void everyEventIsATransaction() {
    assertThat(sold(ChooseTheOutputMode.AUDIT))
        .hasSize(6)
        .contains(new Transaccion("b", "leo", "compra", null, T0.plusSeconds(20)));
  }

  @Test
  void theRankingIsOfTheWholeTable() {
    assertThat(sold(ChooseTheOutputMode.TOP_10))
        .containsExactly(new Puesto(1, "leo", 8), new Puesto(2, "ana", 6));
  }

  @Test
  void whoBuysOftenIsListedOnceOrForEachHour() {
    ClienteFrecuente eva = new ClienteFrecuente("eva");
    assertThat(rows(ChooseTheOutputMode.FREQUENT, ChooseTheOutputModeTest::often))
        .containsExactly(eva);
    // the hours that begin at 23:10, 23:20, ..., 0:00 hold all six purchases, and are over
    assertThat(rows(ChooseTheOutputMode.FREQUENT_APPEND, ChooseTheOutputModeTest::often))
        .containsExactly(eva, eva, eva, eva, eva, eva);
  }

  @Test
  void asManyAreRefusedAsTheClaimsSay() {
    Variant variant = ChooseTheOutputMode.EXERCISE.headline();
    Inputs inputs = inputs("generated", out -> variant.traffic().write(request(), out));
    assertThat(inputs.deadLetters()).hasSize(SalesTraffic.REFUSED);
    for (String waits :
        List.of(ChooseTheOutputMode.LIVE_TOTAL_APPEND, ChooseTheOutputMode.FREQUENT_APPEND)) {
      assertThat(new OutputChoiceOracle(waits).expected(inputs, Meaning.SPARK))
          .hasSize(SalesTraffic.REFUSED);
    }
    assertThat(new OutputChoiceOracle(ChooseTheOutputMode.FREQUENT).expected(inputs, Meaning.SPARK))
        .hasSize(SalesTraffic.REFUSED + 3);
  }

  @Test
  void appendWaits() {
    for (String[] one :
        new String[][] {
          {OutputChoiceClaims.APPEND_IS_NOT_LIVE, "live-total", "live-total-append"},
          {OutputChoiceClaims.APPEND_LISTS_LATE, "frequent", "frequent-append"}
        }) {
      assertThat(verdict(one[0])).isEqualTo(Verdict.NOT_SHOWN);
      both(one[1], 90);
      both(one[2], SalesTraffic.REFUSED);
      assertThat(verdict(one[0])).isEqualTo(Verdict.UPHELD);
      measured.put(one[2] + FLINK, SalesTraffic.REFUSED + 1.0);
      assertThat(verdict(one[0])).isEqualTo(Verdict.REFUTED);
    }
  }

  @Test
  void updateRepeats() {
    assertThat(verdict(OutputChoiceClaims.UPDATE_REPEATS_POINTS)).isEqualTo(Verdict.NOT_SHOWN);
    both("metrics", 90);
    both("metrics-update", 120);
    assertThat(verdict(OutputChoiceClaims.UPDATE_REPEATS_POINTS)).isEqualTo(Verdict.UPHELD);
    measured.put("metrics-update" + SPARK, 90.0);
    assertThat(verdict(OutputChoiceClaims.UPDATE_REPEATS_POINTS)).isEqualTo(Verdict.REFUTED);
  }

  private void both(String variant, double rows) {
    measured.put(variant + SPARK, rows);
    measured.put(variant + FLINK, rows);
  }

  private Verdict verdict(String name) {
    return OutputChoiceClaims.all().stream()
        .filter(claim -> claim.name().equals(name))
        .findFirst()
        .orElseThrow()
        .judge(measured)
        .verdict();
  }

  private List<Record> sold(String variant) {
    return rows(variant, ChooseTheOutputModeTest::sales);
  }

  private List<Record> rows(String variant, Consumer<TraceWriter> records) {
    return new OutputChoiceOracle(variant)
        .expected(inputs(variant, records), Meaning.FLINK).stream()
            .filter(row -> row.output().equals(Variant.RESULT))
            .map(ExpectedRow::row)
            .toList();
  }

  private Inputs inputs(String name, Consumer<TraceWriter> records) {
    Path file = directory.resolve(name + ".trace");
    TraceHeader header =
        TraceHeader.of(
            ChooseTheOutputMode.EXERCISE, ChooseTheOutputMode.EXERCISE.headline(), request());
    try (TraceWriter out = new TraceWriter(file, header)) {
      records.accept(out);
    }
    return Inputs.of(Trace.open(file));
  }

  private static TraceRequest request() {
    return TraceRequest.parity(5, 1);
  }

  private static Metrica point(int minute, String region, long sales, double total) {
    Instant start = T0.plusSeconds(minute * 60L);
    return new Metrica(start, start.plusSeconds(900), region, sales, total);
  }

  private static void put(
      TraceWriter out,
      String id,
      String user,
      String tipo,
      String monto,
      int second,
      String region) {
    Instant at = T0.plusSeconds(second);
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"%s\",\"tipo\":\"%s\",\"monto\":%s,\"timestamp\":\"%s\",\"region\":%s}"
            .formatted(id, user, tipo, monto, at, region);
    out.record(0, "eventos", 0, null, json.getBytes(StandardCharsets.UTF_8), at.toEpochMilli());
  }
}
