package tandem.model.ch11.sec4;

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
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Variant;
import tandem.model.ch11.sec4.WatermarkAndOutputMode.Conteo;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.run.Engine;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceVerifier;
import tandem.model.trace.TraceWriter;

/** The oracle of 11.4.3 against rows that were worked out by hand on seven records. */
final class WatermarkAndOutputModeTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
  private static final int ALL = 7;
  @TempDir private Path directory;
  private Inputs inputs;

  // by hand, minutes and seconds: norte 0:10, norte 0:50, sur 1:20; after a barrier norte 1:30 and
  // one that can't be read; after another sur 11:00, which is ten minutes of delay after the end of
  // the first minute; after a third norte 0:30, which is late
  @BeforeEach
  void sevenRecords() {
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.4.3",
            "",
            null,
            List.of(Evento.TOPIC),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    Path file = directory.resolve("hand.trace");
    try (TraceWriter out = new TraceWriter(file, header)) {
      put(out, "norte", 10);
      put(out, "norte", 50);
      put(out, "sur", 80);
      out.control(Action.BARRIER);
      put(out, "norte", 90);
      out.recordWithoutEventTime(
          0, Evento.TOPIC, 0, null, "{".getBytes(StandardCharsets.UTF_8), Map.of(), 0);
      out.control(Action.BARRIER);
      put(out, "sur", 660);
      out.control(Action.BARRIER);
      put(out, "norte", 30);
    }
    inputs = Inputs.of(Trace.open(file));
  }

  @Test
  void appendGivesAMinuteOnceWhenTheWatermarkHasPassedIt() {
    List<ExpectedRow> rows =
        expected(WatermarkAndOutputMode.WATERMARK_WINDOW_APPEND, Meaning.SPARK);
    assertThat(rows.stream().filter(row -> row.output().equals(Variant.RESULT)))
        .containsExactly(new ExpectedRow(Variant.RESULT, minute(0, "norte", 2), 5));
    assertThat(rows.stream().map(ExpectedRow::cause)).containsExactlyInAnyOrder(4L, 5L);
    assertThat(live(WatermarkAndOutputMode.WATERMARK_WINDOW_APPEND, 5)).isEqualTo(3);
    assertThat(live(WatermarkAndOutputMode.WATERMARK_WINDOW_APPEND, ALL)).isEqualTo(3);
  }

  @Test
  void appendHasNothingToGiveWithoutBoth() {
    for (String variant :
        List.of(
            WatermarkAndOutputMode.WINDOW_APPEND,
            WatermarkAndOutputMode.WATERMARK_APPEND,
            WatermarkAndOutputMode.PLAIN_APPEND)) {
      assertThat(results(variant, Meaning.FLINK)).isEmpty();
    }
    assertThat(live(WatermarkAndOutputMode.WINDOW_APPEND, ALL)).isEqualTo(4);
    assertThat(live(WatermarkAndOutputMode.PLAIN_APPEND, ALL)).isEqualTo(2);
  }

  @Test
  void updateGivesEachChangeOfWhatIsNotClosed() {
    List<Record> onTime =
        List.of(
            minute(0, "norte", 1),
            minute(0, "norte", 2),
            minute(1, "sur", 1),
            minute(1, "norte", 1),
            minute(11, "sur", 1));
    assertThat(results(WatermarkAndOutputMode.WATERMARK_WINDOW_UPDATE, Meaning.SPARK))
        .containsExactlyInAnyOrderElementsOf(onTime);
    assertThat(results(WatermarkAndOutputMode.WINDOW_UPDATE, Meaning.SPARK))
        .containsAll(onTime)
        .contains(minute(0, "norte", 3))
        .hasSize(6);
  }

  @Test
  void withoutWindowsAWatermarkClosesNothing() {
    assertThat(results(WatermarkAndOutputMode.PLAIN_UPDATE, Meaning.SPARK))
        .containsExactlyInAnyOrder(
            ever("norte", 1),
            ever("norte", 2),
            ever("sur", 1),
            ever("norte", 3),
            ever("sur", 2),
            ever("norte", 4));
    assertThat(results(WatermarkAndOutputMode.WATERMARK_UPDATE, Meaning.SPARK))
        .isEqualTo(results(WatermarkAndOutputMode.PLAIN_UPDATE, Meaning.SPARK));
  }

  @Test
  void completeGivesTheTableAfterEachBatch() {
    assertThat(results(WatermarkAndOutputMode.PLAIN_COMPLETE, Meaning.SPARK))
        .containsExactly(
            ever("norte", 2),
            ever("sur", 1),
            ever("norte", 3),
            ever("sur", 1),
            ever("norte", 3),
            ever("sur", 2),
            ever("norte", 4),
            ever("sur", 2));
  }

  @Test
  void orAfterEachRecordWhereThereAreNoBatches() {
    assertThat(results(WatermarkAndOutputMode.PLAIN_COMPLETE, Meaning.FLINK))
        .containsExactly(
            ever("norte", 1),
            ever("norte", 2),
            ever("norte", 2),
            ever("sur", 1),
            ever("norte", 3),
            ever("sur", 1),
            ever("norte", 3),
            ever("sur", 2),
            ever("norte", 4),
            ever("sur", 2));
  }

  @Test
  void completeKeepsMinutesThatTheWatermarkHasPassed() {
    List<Record> rows = results(WatermarkAndOutputMode.WATERMARK_WINDOW_COMPLETE, Meaning.SPARK);
    assertThat(rows).hasSize(2 + 3 + 4 + 4);
    assertThat(rows.subList(9, 13))
        .containsExactlyInAnyOrder(
            minute(0, "norte", 3),
            minute(1, "sur", 1),
            minute(1, "norte", 1),
            minute(11, "sur", 1));
    assertThat(live(WatermarkAndOutputMode.WATERMARK_WINDOW_COMPLETE, ALL)).isEqualTo(4);
  }

  @Test
  void thereIsEveryCombination() {
    assertThat(
            WatermarkAndOutputMode.EXERCISE.variants().stream()
                .filter(v -> !v.name().equals(WatermarkAndOutputMode.APPEND_INTO_DELTA))
                .map(v -> WatermarkAndOutputMode.query(v.name()))
                .distinct())
        .hasSize(12);
    assertThat(
            WatermarkAndOutputMode.EXERCISE.variants().stream()
                .filter(v -> v.refusedBy(Engine.SPARK))
                .map(Variant::name))
        .containsExactlyInAnyOrder(
            WatermarkAndOutputMode.WINDOW_APPEND,
            WatermarkAndOutputMode.WATERMARK_APPEND,
            WatermarkAndOutputMode.PLAIN_APPEND);
  }

  @Test
  void itsTracesTellTheModesApart() {
    for (long seed = 1; seed <= 5; seed++) {
      for (Variant variant : WatermarkAndOutputMode.EXERCISE.variants()) {
        assertThat(TraceVerifier.problems(trace(variant, seed), variant)).isEmpty();
      }
      assertThat(rows(WatermarkAndOutputMode.WATERMARK_WINDOW_UPDATE, seed))
          .isGreaterThan(rows(WatermarkAndOutputMode.WATERMARK_WINDOW_APPEND, seed))
          .isEqualTo(rows(WatermarkAndOutputMode.WINDOW_UPDATE, seed) - 10);
      Variant regions =
          WatermarkAndOutputMode.EXERCISE.variant(WatermarkAndOutputMode.PLAIN_COMPLETE);
      Inputs all = Inputs.of(trace(regions, seed));
      long position = all.position(Action.MEASURE);
      assertThat(regions.state().orElseThrow().liveEntriesAt(all, position, Meaning.SPARK))
          .isLessThanOrEqualTo(ModeClaims.REGIONS);
    }
  }

  private long rows(String name, long seed) {
    Variant variant = WatermarkAndOutputMode.EXERCISE.variant(name);
    return variant.oracle().expected(Inputs.of(trace(variant, seed)), Meaning.FLINK).size();
  }

  private Trace trace(Variant variant, long seed) {
    TraceRequest request = TraceRequest.parity(seed, 2);
    Path file = directory.resolve(variant.name() + "-" + seed + ".trace");
    TraceHeader header = TraceHeader.of(WatermarkAndOutputMode.EXERCISE, variant, request);
    try (TraceWriter out = new TraceWriter(file, header)) {
      variant.traffic().write(request, out);
    }
    return Trace.open(file);
  }

  private long live(String variant, long position) {
    return WatermarkAndOutputMode.EXERCISE
        .variant(variant)
        .state()
        .orElseThrow()
        .liveEntriesAt(inputs, position, Meaning.SPARK);
  }

  private List<Record> results(String variant, Meaning meaning) {
    return expected(variant, meaning).stream()
        .filter(row -> row.output().equals(Variant.RESULT))
        .map(ExpectedRow::row)
        .toList();
  }

  private List<ExpectedRow> expected(String variant, Meaning meaning) {
    return WatermarkAndOutputMode.EXERCISE.variant(variant).oracle().expected(inputs, meaning);
  }

  private static Conteo minute(int minute, String region, long count) {
    Instant start = MIDNIGHT.plus(Duration.ofMinutes(minute));
    return new Conteo(start, start.plus(Duration.ofMinutes(1)), region, count);
  }

  private static Conteo ever(String region, long count) {
    return new Conteo(null, null, region, count);
  }

  private static void put(TraceWriter out, String region, int seconds) {
    Instant time = MIDNIGHT.plusSeconds(seconds);
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"ana\",\"timestamp\":\"%s\",\"region\":\"%s\"}"
            .formatted(out.records(), time, region);
    out.record(
        0, Evento.TOPIC, 0, null, json.getBytes(StandardCharsets.UTF_8), time.toEpochMilli());
  }
}
