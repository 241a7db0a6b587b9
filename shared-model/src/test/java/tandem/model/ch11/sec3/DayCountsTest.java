package tandem.model.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec3.StateThatOnlyGrows.ConteoDiario;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceWriter;

/** The oracle of 11.3.5 against rows that were worked out by hand on eight records. */
final class DayCountsTest {
  private static final Instant DAY_1 = Instant.parse("2026-03-01T00:00:00Z");
  private static final int AFTER_ALL = 8;
  @TempDir private Path directory;
  private Inputs inputs;

  // by hand, day and hour: ana 1 10h, ana 1 23h, leo 1 23h, ana 2 1h, one that can't be read, then
  // a tick at the start of day 5: with two days of delay it closes days 1 and 2. Six seconds after
  // a barrier, long enough for state to expire, a late one of ana for day 1; then leo for day 5
  @BeforeEach
  void eightRecords() {
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.3.5",
            "",
            null,
            List.of(Evento.TOPIC),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    Path file = directory.resolve("hand.trace");
    try (TraceWriter out = new TraceWriter(file, header)) {
      put(out, 0, "ana", 1, 10);
      put(out, 1_000, "ana", 1, 23);
      put(out, 2_000, "leo", 1, 23);
      put(out, 3_000, "ana", 2, 1);
      out.recordWithoutEventTime(
          4_000, Evento.TOPIC, 0, null, "{".getBytes(StandardCharsets.UTF_8), Map.of(), 0);
      put(out, 5_000, "reloj", 5, 0);
      out.control(Action.BARRIER);
      put(out, 6_000_000, "ana", 1, 12);
      put(out, 6_001_000, "leo", 5, 1);
    }
    inputs = Inputs.of(Trace.open(file));
  }

  @Test
  void withoutAnythingThatDropsItALateEventIsCounted() {
    assertThat(results(StateThatOnlyGrows.ONLY_GROWS))
        .containsExactlyInAnyOrder(
            row("ana", 1, 1),
            row("ana", 1, 2),
            row("leo", 1, 1),
            row("ana", 2, 1),
            row("reloj", 5, 1),
            row("ana", 1, 3),
            row("leo", 5, 1));
    assertThat(live(StateThatOnlyGrows.ONLY_GROWS, AFTER_ALL)).isEqualTo(5);
  }

  @Test
  void aWatermarkAloneChangesNothing() {
    assertThat(results(StateThatOnlyGrows.WATERMARK))
        .isEqualTo(results(StateThatOnlyGrows.ONLY_GROWS));
    assertThat(live(StateThatOnlyGrows.WATERMARK, AFTER_ALL)).isEqualTo(5);
  }

  @Test
  void aClosedWindowTakesNoLateEvent() {
    assertThat(results(StateThatOnlyGrows.WINDOW))
        .containsExactlyInAnyOrder(
            row("ana", 1, 1),
            row("ana", 1, 2),
            row("leo", 1, 1),
            row("ana", 2, 1),
            row("reloj", 5, 1),
            row("leo", 5, 1));
    assertThat(live(StateThatOnlyGrows.WINDOW, 5)).isEqualTo(3);
    assertThat(live(StateThatOnlyGrows.WINDOW, 6)).isEqualTo(1);
    assertThat(live(StateThatOnlyGrows.WINDOW, AFTER_ALL)).isEqualTo(2);
  }

  @Test
  void aDayIsFinalWhenTheWatermarkHasPassedIt() {
    List<ExpectedRow> rows = expected(StateThatOnlyGrows.WINDOW_FINAL);
    assertThat(rows.stream().map(ExpectedRow::row))
        .contains(row("ana", 1, 2), row("leo", 1, 1), row("ana", 2, 1));
    // three final rows, made ready by the tick, and the dead letter by itself
    assertThat(rows.stream().map(ExpectedRow::cause)).containsExactly(4L, 5L, 5L, 5L);
  }

  @Test
  void whatTheClockHasForgottenBeginsAnew() {
    // the late event of ana's first day is its third, and counted as its first
    assertThat(results(StateThatOnlyGrows.TTL_LATE))
        .containsExactlyInAnyOrder(
            row("ana", 1, 1),
            row("ana", 1, 2),
            row("leo", 1, 1),
            row("ana", 2, 1),
            row("reloj", 5, 1),
            row("ana", 1, 1),
            row("leo", 5, 1));
  }

  private long live(String variant, long position) {
    return Catalog.exercise("11.3.5")
        .variant(variant)
        .state()
        .orElseThrow()
        .liveEntriesAt(inputs, position, Meaning.FLINK);
  }

  private List<Record> results(String variant) {
    return expected(variant).stream()
        .filter(row -> row.output().equals(Variant.RESULT))
        .map(ExpectedRow::row)
        .toList();
  }

  private List<ExpectedRow> expected(String variant) {
    return Catalog.exercise("11.3.5").variant(variant).oracle().expected(inputs, Meaning.SPARK);
  }

  private static ConteoDiario row(String user, int day, long count) {
    return new ConteoDiario(user, at(day, 0), count);
  }

  private static void put(TraceWriter out, long micros, String user, int day, int hour) {
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"%s\",\"timestamp\":\"%s\"}"
            .formatted(out.records(), user, at(day, hour));
    out.record(
        micros,
        Evento.TOPIC,
        0,
        null,
        json.getBytes(StandardCharsets.UTF_8),
        at(day, hour).toEpochMilli());
  }

  private static Instant at(int day, int hour) {
    return DAY_1.plus(Duration.ofDays(day - 1)).plus(Duration.ofHours(hour));
  }
}
