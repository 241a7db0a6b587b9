package tandem.model.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec4.SeveralWatermarks.Conversion;
import tandem.model.event.DeadLetter;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Rows that were worked out by hand, and traffic that is what its variant says. */
final class SeveralWatermarksTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final String CLICKS = SeveralWatermarks.CLICKS;
  private static final String COMPRAS = SeveralWatermarks.COMPRAS;
  @TempDir private Path directory;

  // clicks: ana 1:00, leo 2:00, a tick at 30:00; purchases: ana 5:00, ana 11:00 (the last instant
  // of the reach), ana 11:01, ana 0:59, a tick at 23:00. The watermarks are 20:00 and 13:00.
  // Then clicks of ana 10:00 (late for both) and eva 15:00, and eva's purchase 16:00.
  private Inputs inputs(String variant) {
    Path file = directory.resolve(variant + ".trace");
    Variant of = SeveralWatermarks.EXERCISE.variant(variant);
    TraceHeader header = TraceHeader.of(SeveralWatermarks.EXERCISE, of, TraceRequest.parity(1, 1));
    try (TraceWriter out = new TraceWriter(file, header)) {
      put(out, CLICKS, "c1", "ana", 60);
      put(out, CLICKS, "c2", "leo", 120);
      put(out, COMPRAS, "p1", "ana", 300);
      put(out, COMPRAS, "p2", "ana", 660);
      put(out, COMPRAS, "p3", "ana", 661);
      put(out, COMPRAS, "p4", "ana", 59);
      byte[] bad = "esto no es json".getBytes(StandardCharsets.UTF_8);
      out.recordWithoutEventTime(0, COMPRAS, 0, null, bad, Map.of(), T0.toEpochMilli());
      put(out, CLICKS, "t1", "reloj", 1800);
      put(out, COMPRAS, "t2", "reloj-2", 1380);
      out.control(Action.BARRIER);
      put(out, CLICKS, "c3", "ana", 600);
      put(out, CLICKS, "c4", "eva", 900);
      put(out, COMPRAS, "p5", "eva", 960);
    }
    return Inputs.of(Trace.open(file));
  }

  @ParameterizedTest
  @EnumSource(Meaning.Watermark.class)
  void theLeastKeepsWhoIsBehind(Meaning.Watermark watermark) {
    assertThat(results(SeveralWatermarks.MINIMUM, watermark))
        .containsExactlyInAnyOrder(
            row("c1", "ana", 60, "p1"),
            row("c1", "ana", 60, "p2"),
            row("c2", "leo", 120, null),
            row("c4", "eva", 900, "p5"));
  }

  @ParameterizedTest
  @EnumSource(Meaning.Watermark.class)
  void theGreatestDropsHim(Meaning.Watermark watermark) {
    assertThat(results(SeveralWatermarks.MAXIMUM, watermark))
        .containsExactlyInAnyOrder(
            row("c1", "ana", 60, "p1"), row("c1", "ana", 60, "p2"), row("c2", "leo", 120, null));
  }

  @Test
  void pairsAloneNeedNoWatermark() {
    assertThat(results(SeveralWatermarks.INNER, Meaning.Watermark.GLOBAL_MAXIMUM))
        .containsExactlyInAnyOrder(
            row("c1", "ana", 60, "p1"), row("c1", "ana", 60, "p2"), row("c4", "eva", 900, "p5"));
  }

  @Test
  void aClickWithoutAPurchaseWaitsForTheSlowerTopic() {
    assertThat(causeOfTheUnpaired(SeveralWatermarks.MINIMUM)).isEqualTo(8);
    assertThat(causeOfTheUnpaired(SeveralWatermarks.MAXIMUM)).isEqualTo(7);
  }

  @Test
  void heartbeatsFreeWhatSilenceHolds() {
    assertThat(unpaired(SeveralWatermarks.SILENT)).isZero();
    assertThat(unpaired(SeveralWatermarks.HEARTBEATS)).isGreaterThan(20);
    assertThat(unpaired(SeveralWatermarks.IDLENESS)).isGreaterThan(20);
  }

  @Test
  void asManyAreRefusedAsTheClaimsSay() {
    for (Variant variant : SeveralWatermarks.EXERCISE.variants()) {
      assertThat(generated(variant).deadLetters())
          .hasSize(2 * TwoStreamsTraffic.REFUSED_PER_TOPIC)
          .allMatch(row -> row.output().equals(DeadLetter.OUTPUT));
    }
  }

  private long unpaired(String name) {
    Variant variant = SeveralWatermarks.EXERCISE.variant(name);
    return variant.oracle().expected(generated(variant), Meaning.FLINK).stream()
        .filter(row -> row.row() instanceof Conversion c && c.compraId() == null)
        .count();
  }

  private long causeOfTheUnpaired(String variant) {
    return expected(variant, Meaning.SPARK).stream()
        .filter(row -> row.row() instanceof Conversion c && c.compraId() == null)
        .mapToLong(ExpectedRow::cause)
        .sum();
  }

  private List<Record> results(String variant, Meaning.Watermark watermark) {
    return expected(variant, new Meaning(watermark, Meaning.Updates.PER_INPUT)).stream()
        .filter(row -> row.output().equals(Variant.RESULT))
        .map(ExpectedRow::row)
        .toList();
  }

  private List<ExpectedRow> expected(String variant, Meaning meaning) {
    return SeveralWatermarks.EXERCISE.variant(variant).oracle().expected(inputs(variant), meaning);
  }

  private Inputs generated(Variant variant) {
    TraceRequest request = TraceRequest.parity(5, 2);
    Path file = directory.resolve(variant.name() + "-generated.trace");
    TraceHeader header = TraceHeader.of(SeveralWatermarks.EXERCISE, variant, request);
    try (TraceWriter out = new TraceWriter(file, header)) {
      variant.traffic().write(request, out);
    }
    return Inputs.of(Trace.open(file));
  }

  private static Conversion row(String click, String user, int second, String purchase) {
    return new Conversion(
        click, user, T0.plusSeconds(second), purchase, purchase == null ? null : (Double) 2.0);
  }

  private static void put(TraceWriter out, String topic, String id, String user, int second) {
    Instant at = T0.plusSeconds(second);
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"%s\",\"monto\":2,\"timestamp\":\"%s\"}"
            .formatted(id, user, at);
    out.record(0, topic, 0, null, json.getBytes(StandardCharsets.UTF_8), at.toEpochMilli());
  }
}
