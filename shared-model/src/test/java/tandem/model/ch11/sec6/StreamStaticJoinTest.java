package tandem.model.ch11.sec6;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec6.StreamStaticJoin.EventoEnriquecido;
import tandem.model.codec.Json;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Observed;
import tandem.model.parity.Parity;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Rows of 11.6.1 worked out by hand: six events around a change of the table of clients. */
final class StreamStaticJoinTest {
  private static final String TIME = "2026-03-01T00:00:00.000Z";

  @TempDir private Path directory;

  @Test
  void clientsAreAsTheyAreInEachVersion() {
    assertThat(Cliente.all(1))
        .hasSize(700)
        .contains(
            new Cliente("u-0", "Cliente 0", "plata", 1),
            new Cliente("u-1", "Cliente 1", "bronce", 1),
            new Cliente("u-699", "Cliente 699", "plata", 1));
    assertThat(Cliente.all(2)).hasSize(700).contains(new Cliente("u-0", "Cliente 0", "bronce", 2));
    assertThat(Cliente.byUser(2))
        .hasSize(700)
        .doesNotContainKey("u-700")
        .containsEntry("u-1", new Cliente("u-1", "Cliente 1", "oro", 2));
  }

  @Test
  void withBatchesEachRowAfterTheChangeShowsIt() {
    assertThat(rows(StreamStaticJoin.DELTA, Meaning.SPARK))
        .containsExactly(
            new ExpectedRow(
                DeadLetter.OUTPUT,
                new DeadLetter("{\"evento_id\":\"e-3\"}", "missing_field:user_id"),
                2),
            expected("e-1", "u-0", "plata", 1L, 0),
            expected("e-2", "u-700", null, null, 1),
            expected("e-4", "u-0", "bronce", 2L, 3),
            expected("e-5", "u-700", null, null, 4),
            expected("e-6", "u-1", "oro", 2L, 5));
  }

  @Test
  void withoutBatchesEitherVersionIsRightForAWhile() {
    assertThat(rows(StreamStaticJoin.DELTA, Meaning.FLINK))
        .contains(
            expected("e-1", "u-0", "plata", 1L, 0),
            new ExpectedRow(
                Variant.RESULT, row("e-4", "u-0", "bronce", 2L), 3, row("e-4", "u-0", "plata", 1L)),
            expected("e-6", "u-1", "oro", 2L, 5));
  }

  @Test
  void aCopyOfTheStartStaysAsItWas() {
    assertThat(rows(StreamStaticJoin.PARQUET_REPLACED, Meaning.FLINK))
        .contains(expected("e-4", "u-0", "plata", 1L, 3), expected("e-6", "u-1", "bronce", 1L, 5));
  }

  @Test
  void eitherRowIsTakenAndNoThird() {
    Variant delta = variant(StreamStaticJoin.DELTA);
    List<ExpectedRow> expected = rows(StreamStaticJoin.DELTA, Meaning.FLINK);
    for (String segment : new String[] {"bronce", "plata"}) {
      long version = segment.equals("bronce") ? 2 : 1;
      List<Observed> observed = observed(expected);
      observed.set(3, seen(row("e-4", "u-0", segment, version)));
      assertThat(Parity.compare(delta, expected, observed, Meaning.FLINK).equal()).isTrue();
    }
    List<Observed> mixed = observed(expected);
    mixed.set(3, seen(row("e-4", "u-0", "bronce", 1L)));
    assertThat(Parity.compare(delta, expected, mixed, Meaning.FLINK).different()).isEqualTo(1);
    List<Observed> tooLate = observed(expected);
    tooLate.set(5, seen(row("e-6", "u-1", "bronce", 1L)));
    assertThat(Parity.compare(delta, expected, tooLate, Meaning.FLINK).different()).isEqualTo(1);
  }

  @Test
  void aUserWhoIsNoClientHasNulls() {
    Evento evento = new Evento("e-1", "nadie", "click", 1.5, Instant.parse(TIME), "sur");
    EventoEnriquecido row = StreamStaticJoin.enriched(evento, null);
    assertThat(row.nombre()).isNull();
    assertThat(row.segmento()).isNull();
    assertThat(row.version()).isNull();
    assertThat(row.monto()).isEqualTo(1.5);
  }

  private static List<Observed> observed(List<ExpectedRow> expected) {
    List<Observed> rows = new ArrayList<>();
    for (ExpectedRow row : expected) {
      rows.add(
          row.row() instanceof DeadLetter letter
              ? new Observed(
                  DeadLetter.OUTPUT,
                  letter.value().getBytes(StandardCharsets.UTF_8),
                  letter.reason())
              : seen(row.row()));
    }
    return rows;
  }

  private static Observed seen(Record row) {
    return new Observed(Variant.RESULT, Json.row(row), null);
  }

  private static ExpectedRow expected(
      String id, String user, String segment, Long version, long cause) {
    return new ExpectedRow(Variant.RESULT, row(id, user, segment, version), cause);
  }

  private static EventoEnriquecido row(String id, String user, String segment, Long version) {
    String name = segment == null ? null : user.replace("u-", "Cliente ");
    return new EventoEnriquecido(
        id, user, null, null, Instant.parse(TIME), null, name, segment, version);
  }

  private List<ExpectedRow> rows(String variant, Meaning meaning) {
    return variant(variant).oracle().expected(inputs(variant), meaning);
  }

  private static Variant variant(String name) {
    return StreamStaticJoin.EXERCISE.variant(name);
  }

  private Inputs inputs(String variant) {
    Path file = directory.resolve(variant + ".trace");
    TraceHeader header =
        TraceHeader.of(StreamStaticJoin.EXERCISE, variant(variant), TraceRequest.parity(1, 1));
    try (TraceWriter out = new TraceWriter(file, header)) {
      event(out, "e-1", "u-0");
      event(out, "e-2", "u-700");
      refused(out, "{\"evento_id\":\"e-3\"}");
      out.control(Action.BARRIER);
      out.control(Action.CHANGE);
      event(out, "e-4", "u-0");
      event(out, "e-5", "u-700");
      out.control(Action.BARRIER);
      event(out, "e-6", "u-1");
    }
    return Inputs.of(Trace.open(file));
  }

  private static void event(TraceWriter out, String id, String user) {
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"%s\",\"timestamp\":\"%s\"}".formatted(id, user, TIME);
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    out.record(0, Evento.TOPIC, 0, null, value, Instant.parse(TIME).toEpochMilli());
  }

  private static void refused(TraceWriter out, String json) {
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    out.recordWithoutEventTime(0, Evento.TOPIC, 0, null, value, Map.of(), 0);
  }
}
