package tandem.model.ch11.sec0;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Claim.Verdict;
import tandem.model.catalog.Figure;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec0.BatchIsStreaming.GastoUsuario;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceWriter;

/** Rows of 11.0.1 worked out by hand, and verdicts that flip with their figures. */
final class BatchIsStreamingTest {
  private static final List<String> CONTENDERS = List.of("/spark:asap/", "/flink:at-least-once/");

  @TempDir private Path directory;

  @Test
  void theStreamGivesEveryChange() {
    assertThat(results(BatchIsStreaming.STREAMING))
        .containsExactly(row("ana", 1, 2.5, 0), row("bea", 1, 0, 2), row("ana", 2, 12.5, 4));
  }

  @Test
  void theBatchGivesTheLastOne() {
    assertThat(results(BatchIsStreaming.BATCH))
        .containsExactlyInAnyOrder(row("ana", 2, 12.5, 4), row("bea", 1, 0, 2));
  }

  @Test
  void theSameCodeHoldsWhileEveryOutputIsRight() {
    Map<String, Double> figures = figures();
    assertThat(verdict(BatchClaims.SAME_CODE, figures)).isEqualTo(Verdict.UPHELD);
    figures.put("batch/flink:at-least-once/" + Figure.LOST, 1.0);
    assertThat(verdict(BatchClaims.SAME_CODE, figures)).isEqualTo(Verdict.REFUTED);
    figures.remove("streaming/spark:asap/" + Figure.ALTERED);
    assertThat(verdict(BatchClaims.SAME_CODE, figures)).isEqualTo(Verdict.NOT_SHOWN);
  }

  @Test
  void theBatchIsCheaperByOverAFifthOnBoth() {
    Map<String, Double> figures = figures();
    assertThat(verdict(BatchClaims.CHEAPER, figures)).isEqualTo(Verdict.UPHELD);
    figures.put("batch/spark:asap/" + Figure.CPU_SECONDS_PER_MILLION, 8.0);
    assertThat(verdict(BatchClaims.CHEAPER, figures)).isEqualTo(Verdict.NOT_SHOWN);
    figures.put("batch/flink:at-least-once/" + Figure.CPU_SECONDS_PER_MILLION, 8.0);
    assertThat(verdict(BatchClaims.CHEAPER, figures)).isEqualTo(Verdict.REFUTED);
  }

  private static Map<String, Double> figures() {
    Map<String, Double> figures = new HashMap<>();
    for (String contender : CONTENDERS) {
      for (String variant : List.of(BatchIsStreaming.STREAMING, BatchIsStreaming.BATCH)) {
        for (String fault : List.of(Figure.LOST, Figure.ALTERED, Figure.REPEATED)) {
          figures.put(variant + contender + fault, 0.0);
        }
        double cpu = variant.equals(BatchIsStreaming.BATCH) ? 5 : 10;
        figures.put(variant + contender + Figure.CPU_SECONDS_PER_MILLION, cpu);
      }
    }
    return figures;
  }

  private static Verdict verdict(String claim, Map<String, Double> figures) {
    return BatchClaims.all().stream()
        .filter(each -> each.name().equals(claim))
        .findFirst()
        .orElseThrow()
        .judge(figures)
        .verdict();
  }

  private List<ExpectedRow> results(String variant) {
    return BatchIsStreaming.EXERCISE
        .variant(variant)
        .oracle()
        .expected(inputs(), Meaning.SPARK)
        .stream()
        .filter(row -> row.output().equals(Variant.RESULT))
        .toList();
  }

  private static ExpectedRow row(String user, long purchases, double spent, long cause) {
    return new ExpectedRow(Variant.RESULT, new GastoUsuario(user, purchases, spent), cause);
  }

  private Inputs inputs() {
    Path file = directory.resolve("by-hand-" + System.nanoTime() + ".trace");
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.0.1",
            "",
            null,
            List.of(Evento.TOPIC),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    try (TraceWriter out = new TraceWriter(file, header)) {
      event(out, "e-1", "ana", "compra", "2.5");
      event(out, "e-2", "ana", "click", "100");
      event(out, "e-3", "bea", "compra", "null");
      record(out, "[]");
      event(out, "e-4", "ana", "compra", "10");
    }
    return Inputs.of(Trace.open(file));
  }

  private static void event(TraceWriter out, String id, String user, String tipo, String monto) {
    record(
        out,
        "{\"evento_id\":\"%s\",\"user_id\":\"%s\",\"tipo\":\"%s\",\"monto\":%s,\"timestamp\":\"2026-03-01T10:00:00.000Z\"}"
            .formatted(id, user, tipo, monto));
  }

  private static void record(TraceWriter out, String value) {
    out.record(0, Evento.TOPIC, 0, null, value.getBytes(StandardCharsets.UTF_8), 0);
  }
}
