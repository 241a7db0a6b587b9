package tandem.model.ch11.sec4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec4.LateData.EventosPorMinuto;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.parity.Inputs.Input;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** The oracle of 11.4.1 against rows that were worked out by hand, and what its traces hold. */
final class LateDataTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int AFTER_ALL = 9;

  @TempDir private Path directory;

  // by hand, partition and time, ten minutes of delay: the watermark of the greatest is at 1:30
  // after record 4, at 2:00 after 7 and at 2:40 after 8; that of the least is at 1:30 after 7, as
  // partition 1 stands at 0:20 until then, and at 2:00 after 8
  private Inputs nineRecords() {
    return records(
        out -> {
          put(out, 0, "00:00:10");
          put(out, 0, "00:00:50");
          put(out, 1, "00:00:20");
          out.recordWithoutEventTime(
              0, Evento.TOPIC, 0, null, "{".getBytes(StandardCharsets.UTF_8), Map.of(), 0);
          put(out, 0, "00:11:30");
          out.control(Action.BARRIER);
          put(out, 1, "00:00:40");
          put(out, 1, "00:01:10");
          put(out, 1, "00:12:00");
          put(out, 0, "00:12:40");
        });
  }

  @Test
  void byTheGreatestTimeOfAllWhatAPartitionHeldBackIsLate() {
    Inputs inputs = nineRecords();
    // the event of 0:40 is late; that of 1:10 is older than the watermark too, and its minute open
    assertThat(results(LateData.CUT_OFF, inputs, Meaning.SPARK))
        .containsExactly(expected(0, 3, 4), expected(1, 1, 7));
    assertThat(live(LateData.CUT_OFF, inputs, 5, Meaning.SPARK)).isEqualTo(1);
    assertThat(live(LateData.CUT_OFF, inputs, AFTER_ALL, Meaning.SPARK)).isEqualTo(2);
  }

  @Test
  void byTheLeastOverPartitionsItIsWaitedFor() {
    Inputs inputs = nineRecords();
    assertThat(results(LateData.CUT_OFF, inputs, Meaning.FLINK))
        .containsExactly(expected(0, 4, 7), expected(1, 1, 8));
    assertThat(live(LateData.CUT_OFF, inputs, 5, Meaning.FLINK)).isEqualTo(2);
    assertThat(live(LateData.CUT_OFF, inputs, AFTER_ALL, Meaning.FLINK)).isEqualTo(2);
  }

  @Test
  void withoutAWatermarkEachEventGivesARow() {
    Inputs inputs = nineRecords();
    assertThat(results(LateData.WITHOUT_WATERMARK, inputs, Meaning.SPARK))
        .containsExactlyInAnyOrder(
            expected(0, 1, 0),
            expected(0, 2, 1),
            expected(0, 3, 2),
            expected(0, 4, 5),
            expected(1, 1, 6),
            expected(11, 1, 4),
            expected(12, 1, 7),
            expected(12, 2, 8));
    assertThat(live(LateData.WITHOUT_WATERMARK, inputs, AFTER_ALL, Meaning.SPARK)).isEqualTo(4);
  }

  @Test
  void anEventOfNextYearMovesTheGreatestTimeOnly() {
    Inputs inputs =
        records(
            out -> {
              put(out, 0, "00:00:10");
              put(out, 1, "00:00:20");
              put(out, 0, START.plus(Duration.ofDays(365)));
              out.control(Action.BARRIER);
              put(out, 1, "00:12:00");
              put(out, 0, "00:12:10");
            });
    assertThat(results(LateData.YEAR_FUTURE, inputs, Meaning.SPARK))
        .containsExactly(expected(0, 2, 2));
    assertThat(results(LateData.YEAR_FUTURE, inputs, Meaning.FLINK))
        .containsExactly(expected(0, 2, 3));
    assertThat(live(LateData.YEAR_FUTURE, inputs, 5, Meaning.SPARK)).isEqualTo(1);
    assertThat(live(LateData.YEAR_FUTURE, inputs, 5, Meaning.FLINK)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "jitter, 0, 0",
    "retries, 0, 0",
    "edge, 6, 6",
    "year-past, 12, 12",
    "offline-6h, 0, 0",
  })
  void lateOnBothEngines(String variant, int onSpark, int onFlink) {
    assertThat(late(variant, Meaning.SPARK)).hasSize(onSpark);
    assertThat(late(variant, Meaning.FLINK)).hasSize(onFlink);
  }

  @Test
  void lateOnSparkOnly() {
    assertThat(late(LateData.CUT_OFF, Meaning.SPARK)).hasSizeGreaterThan(50);
    assertThat(late(LateData.CUT_OFF, Meaning.FLINK)).isEmpty();
    assertThat(late(LateData.YEAR_FUTURE, Meaning.SPARK)).hasSizeGreaterThan(50);
    assertThat(late(LateData.YEAR_FUTURE, Meaning.FLINK)).isEmpty();
  }

  @Test
  void lateOnBothWhereNoPartitionIsSpared() {
    for (String variant :
        List.of(LateData.YEAR_FUTURE_EVERYWHERE, LateData.OFFLINE, LateData.IOT_72H)) {
      assertThat(late(variant, Meaning.SPARK))
          .hasSameSizeAs(late(variant, Meaning.FLINK))
          .hasSizeGreaterThan(10);
    }
  }

  private List<Input> late(String variant, Meaning meaning) {
    Exercise exercise = Catalog.exercise("11.4.1");
    Variant of = exercise.variant(variant);
    TraceRequest request = TraceRequest.parity(5, 2);
    Path file = directory.resolve(variant + "-" + meaning.watermark() + ".trace");
    try (TraceWriter out = new TraceWriter(file, TraceHeader.of(exercise, of, request))) {
      of.traffic().write(request, out);
    }
    return new MinuteCounts(LateData.delay(variant).orElse(null))
        .tooLate(Inputs.of(Trace.open(file)), meaning);
  }

  private interface Writing {
    void to(TraceWriter out);
  }

  private Inputs records(Writing writing) {
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.4.1",
            "",
            null,
            List.of(Evento.TOPIC),
            2,
            1,
            Duration.ZERO,
            Duration.ZERO);
    Path file = directory.resolve("hand.trace");
    try (TraceWriter out = new TraceWriter(file, header)) {
      writing.to(out);
    }
    return Inputs.of(Trace.open(file));
  }

  private static List<ExpectedRow> results(String variant, Inputs inputs, Meaning meaning) {
    return Catalog.exercise("11.4.1").variant(variant).oracle().expected(inputs, meaning).stream()
        .filter(row -> row.output().equals(Variant.RESULT))
        .toList();
  }

  private static long live(String variant, Inputs inputs, long position, Meaning meaning) {
    return Catalog.exercise("11.4.1")
        .variant(variant)
        .state()
        .orElseThrow()
        .liveEntriesAt(inputs, position, meaning);
  }

  private static ExpectedRow expected(int minute, long count, long cause) {
    Instant start = START.plus(Duration.ofMinutes(minute));
    return new ExpectedRow(
        Variant.RESULT, new EventosPorMinuto(start, start.plus(LateData.MINUTE), count), cause);
  }

  private static void put(TraceWriter out, int partition, String time) {
    put(out, partition, Instant.parse("2026-03-01T" + time + "Z"));
  }

  private static void put(TraceWriter out, int partition, Instant time) {
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"ana\",\"timestamp\":\"%s\"}"
            .formatted(out.records(), time);
    out.record(
        0,
        Evento.TOPIC,
        partition,
        null,
        json.getBytes(StandardCharsets.UTF_8),
        time.toEpochMilli());
  }
}
