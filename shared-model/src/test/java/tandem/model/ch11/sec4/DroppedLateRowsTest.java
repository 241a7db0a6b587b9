package tandem.model.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec4.DroppedLateRows.EventoTardio;
import tandem.model.ch11.sec4.LateData.EventosPorMinuto;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/**
 * The durations of 11.4.2, its oracles against rows that were worked out by hand, and how many
 * events of its traces are late and how many are dropped.
 */
final class DroppedLateRowsTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "10 minutes, PT10M",
    "1 minute, PT1M",
    "1 hour, PT1H",
    "1 hour 30 minutes, PT1H30M",
    "90seconds, PT1M30S",
    "2 DAYS, PT48H",
    "1 week, PT168H",
    "250 milliseconds, PT0.25S",
    "PT10M, PT10M",
  })
  void aLengthAsPeopleWriteIt(String text, String iso) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.parse(iso));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; it is empty",
        "ten minutes; expected a whole number",
        "10; expected a whole number and a unit",
        "10 minutes and; expected a whole number and a unit",
        "1.5 hours; expected a whole number",
        "-5 minutes; expected a whole number",
        "3 fortnights; there is no unit",
        "1 month; has no fixed length",
        "99999999999999999999 days; it is too long",
        "P10; not ISO 8601",
      })
  void whatIsNoLengthIsNamed(String text, String why) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining(why);
  }

  // by hand: the watermark stands at 1:30 after the third record; of the two that come then, that
  // of 0:40 is late for its minute, and that of 1:10 is not, though it happened before it; the last
  // one brings the watermark to 2:00, and minute 1 is over
  private Inputs sixRecords() {
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.4.2",
            "",
            null,
            List.of(Evento.TOPIC),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    Path file = directory.resolve("hand.trace");
    try (TraceWriter out = new TraceWriter(file, header)) {
      put(out, "00:00:10", "00:00:10");
      put(out, "00:00:50", "00:00:53");
      put(out, "00:11:30", "00:11:30");
      out.control(Action.BARRIER);
      put(out, "00:00:40", "00:11:30");
      put(out, "00:01:10", "00:11:30");
      put(out, "00:12:00", "00:12:00");
    }
    return Inputs.of(Trace.open(file));
  }

  @Test
  void theMinutesAreThoseWithoutAMonitor() {
    assertThat(results(DroppedLateRows.MONITOR)).containsExactly(minute(0, 2, 2), minute(1, 1, 5));
  }

  @Test
  void aWindowRefusesWhatIsLateForIt() {
    assertThat(results(DroppedLateRows.SIDE_OUTPUT))
        .containsExactly(
            new ExpectedRow(Variant.RESULT, new EventoTardio("3", START.plusSeconds(40)), 3));
  }

  @Test
  void ofThreeThatWereSentLateTheMonitorCountsTwo() {
    // three seconds are no lateness; ten minutes and fifty are, and so are ten and twenty
    assertThat(sentLate(sixRecords())).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"monitor, 112, 112, 112", "side-output, 112, 112, 112", "edge, 12, 6, 6"})
  void sentLateAndDropped(String variant, long sentLate, long onSpark, long onFlink) {
    Inputs inputs = trace(variant);
    assertThat(sentLate(inputs)).isEqualTo(sentLate);
    assertThat(dropped(inputs, Meaning.SPARK)).isEqualTo(onSpark);
    assertThat(dropped(inputs, Meaning.FLINK)).isEqualTo(onFlink);
  }

  @Test
  void whatWasCutOffIsDroppedWhereNobodyWaitsForIt() {
    Inputs inputs = trace(DroppedLateRows.CUT_OFF);
    assertThat(sentLate(inputs)).isGreaterThan(50);
    assertThat(dropped(inputs, Meaning.SPARK)).isEqualTo(sentLate(inputs));
    assertThat(dropped(inputs, Meaning.FLINK)).isZero();
  }

  private static long sentLate(Inputs inputs) {
    return inputs.accepted().stream()
        .filter(input -> DroppedLateRows.isLate(input.message().timestampMillis() - input.millis()))
        .count();
  }

  private static long dropped(Inputs inputs, Meaning meaning) {
    return new MinuteCounts(DroppedLateRows.DELAY).tooLate(inputs, meaning).size();
  }

  private Inputs trace(String variant) {
    Exercise exercise = Catalog.exercise("11.4.2");
    Variant of = exercise.variant(variant);
    TraceRequest request = TraceRequest.parity(5, 2);
    Path file = directory.resolve(variant + ".trace");
    try (TraceWriter out = new TraceWriter(file, TraceHeader.of(exercise, of, request))) {
      of.traffic().write(request, out);
    }
    return Inputs.of(Trace.open(file));
  }

  private List<ExpectedRow> results(String variant) {
    return Catalog.exercise("11.4.2")
        .variant(variant)
        .oracle()
        .expected(sixRecords(), Meaning.FLINK);
  }

  private static ExpectedRow minute(int minute, long count, long cause) {
    Instant start = START.plus(Duration.ofMinutes(minute));
    return new ExpectedRow(
        Variant.RESULT, new EventosPorMinuto(start, start.plus(LateData.MINUTE), count), cause);
  }

  private static void put(TraceWriter out, String happened, String sent) {
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"ana\",\"timestamp\":\"%s\"}"
            .formatted(out.records(), at(happened));
    out.recordSent(
        0,
        Evento.TOPIC,
        0,
        null,
        json.getBytes(StandardCharsets.UTF_8),
        at(happened).toEpochMilli(),
        at(sent).toEpochMilli());
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-01T" + time + "Z");
  }
}
