package tandem.model.ch11.sec3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Service;
import tandem.model.catalog.Variant;
import tandem.model.event.DeadLetter;
import tandem.model.event.Evento;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.run.Engine;
import tandem.model.run.Gear;
import tandem.model.run.Profile;
import tandem.model.run.RunSpec;
import tandem.model.run.StartFrom;
import tandem.model.run.StateBackend;
import tandem.model.store.SeenIdsStore;
import tandem.model.store.SeenIdsStore.Kind;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry.Action;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceVerifier;
import tandem.model.trace.TraceWriter;

/** The oracle of 11.3.4 against rows that were worked out by hand on ten records. */
final class DeduplicationTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  @TempDir private Path directory;

  // by hand, minutes since T0; the delay is 60. Before the barrier:
  //   0: a at 0    1: a at 0, sent again    2: b at 100    3: unreadable    4: x at 180
  // so the watermark is at 120. After it:
  //   5: a at 0, a retry that it has passed          6: c at 10, new and passed by it
  //   7: a at 180, with a new time: a is forgotten within the delay (0 + 60 is past)
  //   8: b at 181, with a new time: b is known within the delay (100 + 60 is not past)
  //   9: b at 181, that one sent again
  private Inputs inputs() {
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.3.4",
            "",
            null,
            List.of(Evento.TOPIC),
            1,
            1,
            Duration.ZERO,
            Duration.ZERO);
    Path file = directory.resolve("by-hand.trace");
    try (TraceWriter out = new TraceWriter(file, header)) {
      put(out, "a", 0);
      put(out, "a", 0);
      put(out, "b", 100);
      out.recordWithoutEventTime(
          0, Evento.TOPIC, 0, null, "{".getBytes(StandardCharsets.UTF_8), Map.of(), 0);
      put(out, "x", 180);
      out.control(Action.BARRIER);
      put(out, "a", 0);
      put(out, "c", 10);
      put(out, "a", 180);
      put(out, "b", 181);
      put(out, "b", 181);
    }
    return Inputs.of(Trace.open(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Deduplication.UNBOUNDED,
        Deduplication.POSTGRES,
        Deduplication.POSTGRES_NAIVE,
        Deduplication.REDIS
      })
  void forEver(String variant) {
    assertThat(causes(variant)).containsExactlyInAnyOrder(0L, 2L, 3L, 4L, 6L);
  }

  @Test
  void anotherTimeIsAnotherEventAndWhatIsLateIsLost() {
    // 5 is a retry and 6 is none: both are dropped as late
    assertThat(causes(Deduplication.WATERMARK)).containsExactlyInAnyOrder(0L, 2L, 3L, 4L, 7L, 8L);
  }

  @Test
  void withinTheDelayAnIdIsKnownWhateverItsTime() {
    // 7 is a repetition that is not recognised any more
    assertThat(causes(Deduplication.WITHIN_WATERMARK))
        .containsExactlyInAnyOrder(0L, 2L, 3L, 4L, 7L);
  }

  @Test
  void byTheClockEachBurstBeginsAnew() {
    assertThat(causes(Deduplication.TTL)).containsExactlyInAnyOrder(0L, 2L, 3L, 4L, 5L, 6L, 8L);
  }

  @Test
  void rowsAreTheEventsThemselves() {
    List<ExpectedRow> rows = expected(Deduplication.UNBOUNDED);
    assertThat(rows.get(0).row()).isEqualTo(new DeadLetter("{", "malformed_json"));
    assertThat(rows.get(1).row()).isEqualTo(new Evento("a", "ana", null, 2.0, T0, null));
  }

  @Test
  void entriesOfState() {
    assertThat(live(Deduplication.UNBOUNDED, 5)).isEqualTo(3);
    assertThat(live(Deduplication.UNBOUNDED, 10)).isEqualTo(4);
    // at 120: only x; then a at 180 and b at 181 besides, and the watermark at 121
    assertThat(live(Deduplication.WATERMARK, 5)).isEqualTo(1);
    assertThat(live(Deduplication.WATERMARK, 10)).isEqualTo(3);
    // at 120: b until 160 and x until 240; then a until 240 besides
    assertThat(live(Deduplication.WITHIN_WATERMARK, 5)).isEqualTo(2);
    assertThat(live(Deduplication.WITHIN_WATERMARK, 10)).isEqualTo(3);
  }

  @Test
  void everyKindOfRepetitionIsInTheSmallTrace() {
    Inputs inputs = trace(Deduplication.WATERMARK, TraceRequest.parity(7, 2));
    int forEver = count(Deduplication.UNBOUNDED, inputs);
    int byIdAndTime = count(Deduplication.WATERMARK, inputs);
    int withinDelay = count(Deduplication.WITHIN_WATERMARK, inputs);
    // in each of two places: 5 new ones late, 4 of each of 3 ages with a new time, 4 of them after
    // the delay
    assertThat(byIdAndTime).isEqualTo(forEver - 10 + 24);
    assertThat(withinDelay).isEqualTo(forEver - 10 + 8);
    assertThat(inputs.accepted().size()).isGreaterThan(forEver + 50);
    assertThat(inputs.accepted().stream().map(each -> each.evento().eventoId().length()))
        .containsOnly(36);
  }

  @Test
  void theBatchThatIsKilledRepeatsItselfAndWhatWasBeforeAndIsRepeatedAfter() {
    Inputs inputs = trace(Deduplication.POSTGRES_KILLED, TraceRequest.parity(7, 2));
    long armed = inputs.position(Action.ARM);
    long killed = inputs.position(Action.KILL);
    List<String> before = ids(inputs, 0, armed);
    List<String> batch = ids(inputs, armed, killed);
    List<String> after = ids(inputs, killed, Long.MAX_VALUE);
    List<String> fresh = batch.stream().distinct().filter(id -> !before.contains(id)).toList();
    assertThat(fresh).hasSize(60);
    assertThat(after).containsAll(fresh);
    assertThat(batch).containsAnyElementsOf(before);
    assertThat(batch.stream().filter(fresh::contains)).hasSize(60 + 15);
    List<ExpectedRow> due =
        Deduplication.EXERCISE
            .variant(Deduplication.POSTGRES_KILLED)
            .oracle()
            .expected(inputs, Meaning.FLINK);
    assertThat(due.stream().filter(row -> row.cause() >= armed && row.cause() < killed))
        .hasSize(60);
  }

  private static List<String> ids(Inputs inputs, long from, long to) {
    return inputs.accepted().stream()
        .filter(each -> each.message().index() >= from && each.message().index() < to)
        .map(each -> each.evento().eventoId())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Deduplication.UNBOUNDED,
        Deduplication.WATERMARK,
        Deduplication.WITHIN_WATERMARK,
        Deduplication.TTL,
        Deduplication.UNBOUNDED_KILLED
      })
  void tracesAreDecidable(String variant) {
    Variant of = Deduplication.EXERCISE.variant(variant);
    assertThat(TraceVerifier.problems(open(variant, TraceRequest.parity(3, 2)), of)).isEmpty();
    if (of.timed()) {
      Duration second = Duration.ofSeconds(1);
      TraceRequest live = TraceRequest.live(3, 2, 200, second, second.multipliedBy(20));
      assertThat(TraceVerifier.problems(open(variant, live), of)).isEmpty();
      TraceRequest drain = TraceRequest.drain(3, 2, 5_000, 3_000);
      assertThat(TraceVerifier.problems(open(variant, drain), of)).isEmpty();
    }
  }

  @Test
  void aStoreOutsideNeedsItsServer() {
    assertThat(Deduplication.store(spec(Deduplication.REDIS, Map.of("redis", "redis://h:1/0#p:"))))
        .isEqualTo(new SeenIdsStore(Kind.REDIS, "redis://h:1/0#p:"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Deduplication.store(spec(Deduplication.POSTGRES, Map.of())))
        .withMessage("11.3.4 postgres needs PostgreSQL, and the run has no address of one");
    assertThat(Deduplication.EXERCISE.variant(Deduplication.POSTGRES).services())
        .containsExactly(Service.POSTGRES);
  }

  private static RunSpec spec(String variant, Map<String, String> services) {
    return new RunSpec(
        "11.3.4",
        variant,
        "",
        Map.of(),
        StartFrom.EARLIEST,
        1,
        StateBackend.MEMORY,
        Profile.DEFAULT,
        Gear.standard(Engine.FLINK),
        "",
        false,
        1,
        0,
        0,
        tandem.model.run.Plant.NONE,
        null,
        services,
        Map.of(),
        Map.of());
  }

  private Inputs trace(String variant, TraceRequest request) {
    return Inputs.of(open(variant, request));
  }

  private Trace open(String name, TraceRequest request) {
    Variant variant = Deduplication.EXERCISE.variant(name);
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "11.3.4",
            name,
            request,
            variant.inputs(),
            request.partitions(),
            variant.replaySpeed(),
            request.leadIn(),
            request.measured());
    Path file = directory.resolve(request.purpose() + ".trace");
    try (TraceWriter out = new TraceWriter(file, header)) {
      variant.traffic().write(request, out);
    }
    return Trace.open(file);
  }

  private static int count(String variant, Inputs inputs) {
    return Deduplication.EXERCISE.variant(variant).oracle().expected(inputs, Meaning.SPARK).size()
        - inputs.deadLetters().size();
  }

  private List<ExpectedRow> expected(String variant) {
    return Deduplication.EXERCISE.variant(variant).oracle().expected(inputs(), Meaning.FLINK);
  }

  private List<Long> causes(String variant) {
    return expected(variant).stream().map(ExpectedRow::cause).toList();
  }

  private long live(String variant, long position) {
    return Deduplication.EXERCISE
        .variant(variant)
        .state()
        .orElseThrow()
        .liveEntriesAt(inputs(), position, Meaning.SPARK);
  }

  private static void put(TraceWriter out, String id, int minute) {
    Instant at = T0.plus(Duration.ofMinutes(minute));
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"ana\",\"monto\":2,\"timestamp\":\"%s\"}"
            .formatted(id, at);
    out.record(0, Evento.TOPIC, 0, null, json.getBytes(StandardCharsets.UTF_8), at.toEpochMilli());
  }
}
