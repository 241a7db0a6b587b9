package tandem.model.ch11.sec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec2.MultipleTopics.Actividad;
import tandem.model.ch11.sec2.MultipleTopics.EventoDeTopic;
import tandem.model.ch11.sec2.MultipleTopics.Kind;
import tandem.model.codec.WireCodec;
import tandem.model.codec.WireRecord;
import tandem.model.event.DeadLetter;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Rows that were worked out by hand, and traffic that is what its variant says. */
final class MultipleTopicsTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final String AT = "\"2026-03-01T00:00:00.000Z\"";
  @TempDir private Path directory;

  @Test
  void anEventBearsTheNameOfItsTopic() {
    List<ExpectedRow> rows =
        expected(
            MultipleTopics.LIST,
            "compras",
            "{\"evento_id\":\"e\",\"user_id\":\"u\",\"tipo\":\"click\",\"monto\":2,\"timestamp\":"
                + AT
                + "}");
    assertThat(rows)
        .extracting(ExpectedRow::row)
        .containsExactly(new EventoDeTopic("compras", "e", "u", 2.0, T0, null));
  }

  @Test
  void topicsAreReadEachWithItsOwnNames() {
    assertThat(row("clicks", "{\"click_id\":\"c\",\"pagina\":\"/\",\"timestamp\":%s}"))
        .isEqualTo(new Actividad("click", "c", T0, "/", null, null));
    assertThat(row("compras", "{\"compra_id\":1,\"monto\":null,\"fecha\":%s,\"pagina\":\"/\"}"))
        .isEqualTo(new Actividad("compra", "1", T0, null, null, null));
    assertThat(row("devoluciones", "{\"devolucion_id\":\"d\",\"motivo\":7,\"timestamp\":%s}"))
        .isEqualTo(new Actividad("devolucion", "d", T0, null, null, "7"));
    assertThat(reason(row("clicks", "{\"click_id\":\"c\",\"monto\":3,\"timestamp\":%s}")))
        .isEqualTo("missing_field:pagina");
    assertThat(reason(row("compras", "{\"compra_id\":\"c\",\"monto\":\"3\",\"timestamp\":%s}")))
        .isEqualTo("wrong_type:monto");
    assertThat(reason(row("compras", "{\"compra_id\":\"c\",\"monto\":3,\"timestamp\":%s}")))
        .isEqualTo("missing_field:fecha");
  }

  @Test
  void theUnionIsReadByItsKind() {
    assertThat(union("click", "\"{\\\"pagina\\\":\\\"/\\\"}\""))
        .isEqualTo(new Actividad("click", "i", T0, "/", null, null));
    assertThat(union("click", "{\"pagina\":\"/\"}"))
        .isEqualTo(new Actividad("click", "i", T0, "/", null, null));
    assertThat(union("compra", "\"{\\\"monto\\\":2.5,\\\"pagina\\\":1}\""))
        .isEqualTo(new Actividad("compra", "i", T0, null, 2.5, null));
    assertThat(reason(union("compra", "\"{\\\"monto\\\":true}\"")))
        .isEqualTo("payload:wrong_type:monto");
    assertThat(reason(union("devolucion", "\"{}\""))).isEqualTo("payload:missing_field:motivo");
    assertThat(reason(union("compra", "7"))).isEqualTo("payload:malformed_json");
    assertThat(reason(union("compra", "null"))).isEqualTo("missing_field:payload");
    assertThat(reason(union("vista", "\"{}\""))).isEqualTo("unknown_type");
  }

  /** The codec is another reader than the oracle's. */
  @Test
  void theCodecAgrees() {
    for (Kind kind : Kind.values()) {
      String json =
          "{\"%s\":\"i\",\"pagina\":\"/\",\"monto\":2,\"motivo\":\"talla\",\"%s\":%s}"
              .formatted(kind.idField(), kind.timeField(), AT);
      WireRecord read = WireCodec.decode(bytes(json), kind.ownSchema());
      Instant time = read.timestamp(kind.timeField());
      assertThat(MultipleTopics.apply(kind, read.text(kind.idField()), time, read))
          .isEqualTo(expected(MultipleTopics.SCHEMAS_DIFFER, kind.topic(), json).get(0).row());
    }
    assertThat(WireCodec.decode(bytes("{\"monto\":[1]}"), Kind.COMPRA.payload()).defect())
        .isEqualTo("wrong_type:monto");
    assertThat(WireCodec.decode(bytes("{} {}"), Kind.COMPRA.payload()).defect())
        .isEqualTo("malformed_json");
    assertThat(WireCodec.decode(null, Kind.COMPRA.payload()).defect()).isEqualTo("null_value");
  }

  @Test
  void oneTopicHasAHundredTimesTheRateOfTheOther() {
    Map<String, Long> sent = new HashMap<>();
    TraceRequest drain = TraceRequest.drain(3, 2, 1_000, 1_010);
    trace(MultipleTopics.FAST_AND_SLOW, drain)
        .forEach(entry -> sent.merge(((TraceEntry.Message) entry).topic(), 1L, Long::sum));
    assertThat(sent).containsOnly(Map.entry("clicks", 1_000L), Map.entry("compras", 10L));
  }

  @Test
  void theLateTopicGetsNothingBeforeItExists() {
    String late = MultipleTopics.EXERCISE.variant(MultipleTopics.PATTERN).createdLater().get(0);
    boolean[] exists = {false};
    int[] sent = {0};
    trace(MultipleTopics.PATTERN, TraceRequest.parity(3, 2))
        .forEach(
            entry -> {
              if (entry instanceof TraceEntry.Control control) {
                exists[0] |= control.action() == Action.CREATE;
              } else if (entry instanceof TraceEntry.Message message
                  && message.topic().equals(late)) {
                assertThat(exists[0]).isTrue();
                sent[0]++;
              }
            });
    assertThat(sent[0]).isGreaterThan(100);
  }

  private Record row(String topic, String json) {
    return expected(MultipleTopics.SCHEMAS_DIFFER, topic, json.formatted(AT)).get(0).row();
  }

  private Record union(String tipo, String payload) {
    String json =
        "{\"tipo\":\"%s\",\"id\":\"i\",\"timestamp\":%s,\"payload\":%s}"
            .formatted(tipo, AT, payload);
    return expected(MultipleTopics.UNION, MultipleTopics.UNION_TOPIC, json).get(0).row();
  }

  private static String reason(Record row) {
    return ((DeadLetter) row).reason();
  }

  private List<ExpectedRow> expected(String name, String topic, String value) {
    Variant variant = MultipleTopics.EXERCISE.variant(name);
    Path file = directory.resolve("hand.trace");
    try (TraceWriter out = new TraceWriter(file, header(variant, TraceRequest.parity(1, 1)))) {
      out.record(0, topic, 0, null, bytes(value), T0.toEpochMilli());
    }
    return variant.oracle().expected(Inputs.of(Trace.open(file)), Meaning.SPARK);
  }

  private Trace trace(String name, TraceRequest request) {
    Variant variant = MultipleTopics.EXERCISE.variant(name);
    Path file = directory.resolve(name + ".trace");
    try (TraceWriter out = new TraceWriter(file, header(variant, request))) {
      variant.traffic().write(request, out);
    }
    return Trace.open(file);
  }

  private static TraceHeader header(Variant variant, TraceRequest request) {
    return TraceHeader.of(MultipleTopics.EXERCISE, variant, request);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
