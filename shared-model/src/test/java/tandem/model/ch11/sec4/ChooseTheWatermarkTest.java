package tandem.model.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.model.catalog.Claim;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec4.ChooseTheWatermark.EventosPorVentana;
import tandem.model.lateness.Arrivals;
import tandem.model.lateness.DelayTable;
import tandem.model.lateness.LatenessProfile;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Rows that were worked out by hand, and delays that are those of the table. */
final class ChooseTheWatermarkTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  @TempDir private Path directory;

  /** So nobody has chosen them but the table. */
  @ParameterizedTest
  @EnumSource(LatenessProfile.class)
  void theDelayOfASystemIsTheOneRecommended(LatenessProfile profile) {
    for (long seed = 1; seed <= 3; seed++) {
      DelayTable table =
          DelayTable.of(Arrivals.of(profile, seed), profile.need(), DelayTable.DELAYS);
      assertThat(table.recommended().delay())
          .isEqualTo(ChooseTheWatermark.windows(profile.label()).delay());
    }
    assertThat(ChooseTheWatermark.windows(profile.label()).size())
        .isEqualTo(profile.need().window());
  }

  // by hand: ana 0:10 and 0:50, leo 1:05, a tick at 6:10; then, after a barrier, ana 0:30 (the
  // watermark of web-logs is 1:10, that of industrial-whole long before) and leo 1:20
  @Test
  void aRowIsAWindowOfADevice() {
    assertThat(results(ChooseTheWatermark.WEB_LOGS)).containsExactly(row(0, "ana", 2));
    assertThat(results(ChooseTheWatermark.INDUSTRIAL))
        .containsExactlyInAnyOrder(row(0, "ana", 2), row(1, "leo", 1));
    assertThat(results(ChooseTheWatermark.INDUSTRIAL_WHOLE)).isEmpty();
  }

  @Test
  void openWindowsAreUpdatedWithEachEvent() {
    assertThat(results(ChooseTheWatermark.MOBILE))
        .containsExactlyInAnyOrder(
            hour("ana", 1),
            hour("ana", 2),
            hour("leo", 1),
            hour("reloj", 1),
            hour("ana", 3),
            hour("leo", 2));
  }

  @Test
  void stateIsWhatIsOpen() {
    // leo's minute and the tick's; with two more where the late ones still count
    assertThat(live(ChooseTheWatermark.WEB_LOGS)).isEqualTo(2);
    assertThat(live(ChooseTheWatermark.INDUSTRIAL)).isEqualTo(1);
    assertThat(live(ChooseTheWatermark.INDUSTRIAL_WHOLE)).isEqualTo(3);
    assertThat(live(ChooseTheWatermark.MOBILE)).isEqualTo(3);
  }

  @Test
  void aVerdictFlips() {
    Map<String, Double> measured =
        new HashMap<>(
            Map.of(
                "industrial/spark:asap/rows", 100.0,
                "industrial/flink:at-least-once/rows", 100.0,
                "industrial-whole/spark:asap/rows", 108.0,
                "industrial-whole/flink:at-least-once/rows", 108.0));
    Claim claim = ChooseTheWatermarkClaims.all().get(0);
    assertThat(claim.judge(measured).verdict()).isEqualTo(Verdict.UPHELD);
    measured.put("industrial/flink:at-least-once/rows", 108.0);
    assertThat(claim.judge(measured).verdict()).isEqualTo(Verdict.REFUTED);
    measured.clear();
    assertThat(claim.judge(measured).verdict()).isEqualTo(Verdict.NOT_SHOWN);
  }

  private long live(String variant) {
    Inputs inputs = inputs(variant);
    return ChooseTheWatermark.EXERCISE
        .variant(variant)
        .state()
        .orElseThrow()
        .liveEntriesAt(inputs, inputs.all().size(), Meaning.FLINK);
  }

  private List<Record> results(String variant) {
    return ChooseTheWatermark.EXERCISE
        .variant(variant)
        .oracle()
        .expected(inputs(variant), Meaning.SPARK)
        .stream()
        .filter(row -> row.output().equals(Variant.RESULT))
        .map(ExpectedRow::row)
        .toList();
  }

  private Inputs inputs(String variant) {
    Path file = directory.resolve(variant + ".trace");
    Variant of = ChooseTheWatermark.EXERCISE.variant(variant);
    TraceHeader header = TraceHeader.of(ChooseTheWatermark.EXERCISE, of, TraceRequest.parity(1, 1));
    try (TraceWriter out = new TraceWriter(file, header)) {
      put(out, "ana", 10);
      put(out, "ana", 50);
      put(out, "leo", 65);
      put(out, "reloj", 370);
      out.control(Action.BARRIER);
      put(out, "ana", 30);
      put(out, "leo", 80);
    }
    return Inputs.of(Trace.open(file));
  }

  private static EventosPorVentana row(int minute, String user, long events) {
    Instant start = T0.plusSeconds(minute * 60L);
    return new EventosPorVentana(start, start.plusSeconds(60), user, events);
  }

  private static EventosPorVentana hour(String user, long events) {
    return new EventosPorVentana(T0, T0.plusSeconds(3600), user, events);
  }

  private static void put(TraceWriter out, String user, int second) {
    Instant at = T0.plusSeconds(second);
    String json =
        "{\"evento_id\":\"e\",\"user_id\":\"%s\",\"timestamp\":\"%s\"}".formatted(user, at);
    out.record(0, "eventos", 0, null, json.getBytes(StandardCharsets.UTF_8), at.toEpochMilli());
  }
}
