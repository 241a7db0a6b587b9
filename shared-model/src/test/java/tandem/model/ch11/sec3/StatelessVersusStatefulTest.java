package tandem.model.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Meaning;
import tandem.model.ch11.sec3.StatelessVersusStateful.EventoConIva;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceWriter;

/** The filter and the duplicates of 11.3.1 against rows worked out by hand on eight records. */
final class StatelessVersusStatefulTest {
  private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");
  @TempDir private Path directory;
  private Inputs inputs;

  // by hand: 100 is not over 100, 200 is, no amount, 200 again (a retry), what can't be read,
  // 100.25, and two of one id
  @BeforeEach
  void eightRecords() {
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.3.1",
            "",
            null,
            List.of(Evento.TOPIC),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    Path file = directory.resolve("hand.trace");
    try (TraceWriter out = new TraceWriter(file, header)) {
      put(out, "a", "100.0");
      put(out, "b", "200.0");
      put(out, "c", "null");
      put(out, "b", "200.0");
      out.recordWithoutEventTime(
          0, Evento.TOPIC, 0, null, "[]".getBytes(StandardCharsets.UTF_8), Map.of(), 0);
      put(out, "d", "100.25");
      put(out, "e", "0.25");
      put(out, "e", "0.25");
    }
    inputs = Inputs.of(Trace.open(file));
  }

  @Test
  void amountsOverAHundredWithVat() {
    List<ExpectedRow> rows = expected(StatelessVersusStateful.FILTER);
    assertThat(rows.stream().map(ExpectedRow::cause)).containsExactly(1L, 3L, 4L, 5L);
    assertThat(rows.stream().map(ExpectedRow::row))
        .filteredOn(EventoConIva.class::isInstance)
        .extracting("eventoId", "montoIva")
        .containsExactly(tuple("b", 238.0), tuple("b", 238.0), tuple("d", 119.2975));
  }

  @Test
  void theFirstOfEachId() {
    List<ExpectedRow> rows = expected(StatelessVersusStateful.DEDUP);
    assertThat(rows.stream().map(ExpectedRow::cause)).containsExactly(0L, 1L, 2L, 4L, 5L, 6L);
    assertThat(rows.get(3).row()).isEqualTo(new DeadLetter("[]", "malformed_json"));
  }

  @Test
  void anIdIsOneEntryHoweverOftenItComes() {
    assertThat(live(4)).isEqualTo(3);
    assertThat(live(8)).isEqualTo(5);
  }

  private long live(long position) {
    return StatelessVersusStateful.EXERCISE
        .variant(StatelessVersusStateful.DEDUP)
        .state()
        .orElseThrow()
        .liveEntriesAt(inputs, position, Meaning.FLINK);
  }

  private List<ExpectedRow> expected(String variant) {
    return StatelessVersusStateful.EXERCISE
        .variant(variant)
        .oracle()
        .expected(inputs, Meaning.SPARK);
  }

  private static void put(TraceWriter out, String id, String monto) {
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"ana\",\"monto\":%s,\"timestamp\":\"%s\"}"
            .formatted(id, monto, AT);
    out.record(0, Evento.TOPIC, 0, null, json.getBytes(StandardCharsets.UTF_8), AT.toEpochMilli());
  }
}
