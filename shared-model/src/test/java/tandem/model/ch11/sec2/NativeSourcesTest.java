package tandem.model.ch11.sec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec2.NativeSources.Tick;
import tandem.model.codec.EventoCsv;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Rows that were worked out by hand. */
final class NativeSourcesTest {
  private static final String AT = "2026-03-01T00:00:00.000Z";
  private static final Instant T0 = Instant.parse(AT);
  @TempDir private Path directory;

  @Test
  void aSocketIsDeafWhileTheEngineIsDown() {
    List<ExpectedRow> rows =
        expected(
            NativeSources.SOCKET_RESTART,
            List.of(event("a"), event("b"), event("c"), "malo"),
            Map.of(1, Action.STOP, 2, Action.RESTART));
    assertThat(rows)
        .extracting(ExpectedRow::row)
        .containsExactly(evento("a"), evento("c"), new DeadLetter("malo", "malformed_json"));
  }

  @Test
  void filesLoseNothingMeanwhile() {
    List<ExpectedRow> rows =
        expected(
            NativeSources.FILES_RESTART,
            List.of(event("a"), event("b"), event("c")),
            Map.of(1, Action.STOP, 2, Action.RESTART));
    assertThat(rows)
        .extracting(ExpectedRow::row)
        .containsExactly(evento("a"), evento("b"), evento("c"));
  }

  /** An event with an id of one letter has 70 bytes; 35 are there when the file is read. */
  @Test
  void ofAGrowingFileTheFirstPartIsRead() {
    assertThat(event("b")).hasSize(70);
    List<ExpectedRow> rows =
        expected(
            NativeSources.FILES_PARTIAL,
            List.of(event("a"), event("b"), event("c"), event("d"), event("e")),
            Map.of(2, Action.BARRIER, 3, Action.BARRIER));
    assertThat(rows)
        .extracting(ExpectedRow::row)
        .containsExactly(
            evento("a"),
            new DeadLetter(event("b").substring(0, 35), "malformed_json"),
            evento("d"),
            new DeadLetter(event("e").substring(0, 35), "malformed_json"));
  }

  @Test
  void aGeneratorCountsFromZero() {
    List<ExpectedRow> rows = expected(NativeSources.RATE, List.of(), Map.of());
    assertThat(rows).hasSize((int) NativeSources.ROWS);
    assertThat(((Tick) rows.get(0).row()).value()).isZero();
    assertThat(((Tick) rows.get(2_999).row()).value()).isEqualTo(2_999);
  }

  @Test
  void linesOfCsv() {
    csv("e,u,compra,2.5," + AT + ",sur", new Evento("e", "u", "compra", 2.5, T0, "sur"));
    csv("e,u,,,2026-03-01,", new Evento("e", "u", null, null, T0, null));
    csv(
        "e,u,\"\",-1e1," + AT + ",\"a \"\"b\"\", c\"",
        new Evento("e", "u", "", -10.0, T0, "a \"b\", c"));
    csv("", "malformed_csv");
    csv("e,u,compra,1," + AT, "malformed_csv");
    csv("e,u,compra,1," + AT + ",sur,x", "malformed_csv");
    csv("e,u,compra,NaN," + AT + ",sur", "wrong_type:monto");
    csv("e,u,compra,1,ayer,sur", "wrong_type:timestamp");
    csv(",u,compra,1," + AT + ",sur", "missing_field:evento_id");
    csv("e,,compra,1," + AT + ",sur", "missing_field:user_id");
    csv("e,u,compra,1,,sur", "missing_field:timestamp");
  }

  /** What no parity trace holds, as Spark tells no reason for it. */
  @Test
  void aQuoteMustBeClosed() {
    assertThat(EventoCsv.decode("e,u,\"compra,1," + AT + ",sur").defect())
        .isEqualTo("malformed_csv");
    assertThat(EventoCsv.decode("e,u,\"com\"pra,1," + AT + ",sur").defect())
        .isEqualTo("malformed_csv");
  }

  /** The oracle and the codec are two readers. */
  private void csv(String line, Evento evento) {
    assertThat(expected(NativeSources.FILES_CSV, List.of(line), Map.of()).get(0).row())
        .isEqualTo(evento);
    assertThat(EventoCsv.decode(line).evento()).isEqualTo(evento);
  }

  private void csv(String line, String defect) {
    assertThat(expected(NativeSources.FILES_CSV, List.of(line), Map.of()).get(0).row())
        .isEqualTo(new DeadLetter(line, defect));
    assertThat(EventoCsv.decode(line).defect()).isEqualTo(defect);
  }

  private static String event(String id) {
    return "{\"evento_id\":\"%s\",\"user_id\":\"u\",\"timestamp\":\"%s\"}".formatted(id, AT);
  }

  private static Evento evento(String id) {
    return new Evento(id, "u", null, null, T0, null);
  }

  /**
   * What must come of some values.
   *
   * @param actions before the record of a number
   */
  private List<ExpectedRow> expected(
      String name, List<String> values, Map<Integer, Action> actions) {
    Variant variant = NativeSources.EXERCISE.variant(name);
    Path file = directory.resolve("hand.trace");
    TraceHeader header = TraceHeader.of(NativeSources.EXERCISE, variant, TraceRequest.parity(1, 1));
    try (TraceWriter out = new TraceWriter(file, header)) {
      for (int i = 0; i < values.size(); i++) {
        if (actions.containsKey(i)) {
          out.control(actions.get(i));
        }
        byte[] value = values.get(i).getBytes(StandardCharsets.UTF_8);
        out.record(0, NativeSources.INPUT, 0, null, value, T0.toEpochMilli());
      }
    }
    return variant.oracle().expected(Inputs.of(Trace.open(file)), Meaning.SPARK);
  }
}
