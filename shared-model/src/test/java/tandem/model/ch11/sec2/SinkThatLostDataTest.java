package tandem.model.ch11.sec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec2.SinkThatLostData.EventoGuardado;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Observed;
import tandem.model.parity.Parity;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceWriter;

/** Rows of 11.2.5 worked out by hand. */
final class SinkThatLostDataTest {
  private static final Variant OVERWRITE = SinkThatLostData.EXERCISE.headline();

  @TempDir private Path directory;

  @Test
  void theDayIsThatOfUtc() {
    assertThat(day("2026-03-01T00:00:00.000Z")).isEqualTo("2026-03-01");
    assertThat(day("2026-03-01T23:59:59.999Z")).isEqualTo("2026-03-01");
    assertThat(day("2026-02-28T23:59:59.999Z")).isEqualTo("2026-02-28");
    assertThat(day("2024-02-29T12:00:00.000Z")).isEqualTo("2024-02-29");
    assertThat(day("1969-12-31T23:59:59.999Z")).isEqualTo("1969-12-31");
  }

  @Test
  void everyEventIsKeptAsOftenAsItCame() {
    List<ExpectedRow> rows = OVERWRITE.oracle().expected(inputs(), Meaning.SPARK);

    assertThat(rows)
        .extracting(ExpectedRow::row)
        .containsExactly(
            row("e-1", "compra", 1.5, "2026-03-01T23:59:59.999Z", "2026-03-01"),
            row("e-2", null, null, "2026-03-02T00:00:00.000Z", "2026-03-02"),
            row("e-2", null, null, "2026-03-02T00:00:00.000Z", "2026-03-02"),
            new DeadLetter("{\"evento_id\":\"e-3\"}", "missing_field:user_id"),
            // one o'clock in Madrid, the day before in UTC
            row("e-4", "click", 2.0, "2026-03-02T23:30:00.000Z", "2026-03-02"));
    assertThat(rows).extracting(ExpectedRow::cause).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void aDayMustBeADay() {
    assertThat(missing("2026-03-01")).isEqualTo(4);
    // another day, a timestamp, a number of days
    assertThat(missing("2026-03-02")).isEqualTo(5);
    assertThat(missing("2026-03-01T00:00:00.000Z")).isEqualTo(5);
    assertThat(missing("20513")).isEqualTo(5);
  }

  /** How many of the five rows did not come, when one came with this day. */
  private long missing(String day) {
    String row =
        "{\"evento_id\":\"e-1\",\"user_id\":\"ana\",\"tipo\":\"compra\",\"monto\":1.5,"
            + "\"timestamp\":\"2026-03-01T23:59:59.999Z\",\"fecha\":\""
            + day
            + "\"}";
    Observed observed = new Observed(Variant.RESULT, row.getBytes(StandardCharsets.UTF_8), null);
    var result =
        Parity.compare(
            OVERWRITE,
            OVERWRITE.oracle().expected(inputs(), Meaning.SPARK),
            List.of(observed),
            Meaning.SPARK);
    return result.missing() + result.different();
  }

  private static String day(String time) {
    Evento evento = new Evento("e", "u", null, null, Instant.parse(time), null);
    return SinkThatLostData.apply(evento).fecha().toString();
  }

  private static EventoGuardado row(
      String id, String tipo, Double monto, String time, String fecha) {
    return new EventoGuardado(
        id, "ana", tipo, monto, Instant.parse(time), null, LocalDate.parse(fecha));
  }

  private Inputs inputs() {
    Path file = directory.resolve("by-hand-" + System.nanoTime() + ".trace");
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.2.5",
            "",
            null,
            List.of(Evento.TOPIC),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    String first =
        "{\"evento_id\":\"e-1\",\"user_id\":\"ana\",\"tipo\":\"compra\",\"monto\":1.5,\"timestamp\":\"2026-03-01T23:59:59.999Z\"}";
    String second = "{\"evento_id\":\"e-2\",\"user_id\":\"ana\",\"timestamp\":\"2026-03-02\"}";
    String third =
        "{\"evento_id\":\"e-4\",\"user_id\":\"ana\",\"tipo\":\"click\",\"monto\":2,\"timestamp\":\"2026-03-03T00:30:00+01:00\"}";
    try (TraceWriter out = new TraceWriter(file, header)) {
      for (String value : List.of(first, second, second, "{\"evento_id\":\"e-3\"}", third)) {
        out.record(0, Evento.TOPIC, 0, null, value.getBytes(StandardCharsets.UTF_8), 0);
      }
    }
    return Inputs.of(Trace.open(file));
  }
}
