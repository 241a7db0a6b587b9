package tandem.model.lateness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.lateness.DelayTable.Reason;
import tandem.model.lateness.Need.First;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceWriter;

/** Candidates that were worked out by hand on five events, and what is chosen among them. */
final class DelayTableTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONGER = Duration.ofSeconds(90);

  // windows of a minute; b happened at 0:50 and arrived at 2:11
  private static final List<Arrival> ARRIVALS =
      List.of(
          at(10, 10, "a"), at(70, 70, "a"), at(130, 130, "a"), at(50, 131, "b"), at(200, 200, "a"));

  @TempDir private Path directory;

  @Test
  void candidatesByHand() {
    // 2:10 closes the first window, 70 s after its end, before b arrives; 3:20 closes the second
    assertThat(table(null, 0, First.COMPLETE).candidates())
        .containsExactly(
            new Candidate(MINUTE, 1, 0.2, 3, Duration.ofSeconds(80), false, true),
            new Candidate(LONGER, 0, 0, 5, Duration.ofSeconds(140), true, true));
  }

  @Test
  void whatIsWantedDecides() {
    assertThat(chosen(null, 0, First.COMPLETE)).isEqualTo(LONGER);
    assertThat(chosen(null, 0.2, First.COMPLETE)).isEqualTo(MINUTE);
    assertThat(chosen(Duration.ofSeconds(140), 0.2, First.IN_TIME)).isEqualTo(MINUTE);
    assertThat(chosen(Duration.ofSeconds(140), 0.2, First.COMPLETE)).isEqualTo(LONGER);
    assertThat(chosen(Duration.ofSeconds(100), 0, First.IN_TIME)).isEqualTo(MINUTE);
    assertThat(chosen(Duration.ofSeconds(100), 0, First.COMPLETE)).isEqualTo(LONGER);
    assertThat(chosen(Duration.ofSeconds(5), 0, First.IN_TIME)).isEqualTo(LONGER);
  }

  @Test
  void aDelayLongerThanTheEventsIsNotInTime() {
    Need need = new Need(MINUTE, Optional.of(LONGER), 0, First.COMPLETE);
    assertThat(DelayTable.of(ARRIVALS, need, List.of(Duration.ofHours(1))).candidates())
        .containsExactly(
            new Candidate(Duration.ofHours(1), 0, 0, 5, Duration.ofHours(1), true, false));
  }

  @Test
  void andIsSaid() {
    assertThat(table(null, 0, First.COMPLETE).reason()).isEqualTo(Reason.SHORTEST_THAT_DOES);
    assertThat(table(Duration.ofSeconds(140), 0, First.COMPLETE).reason())
        .isEqualTo(Reason.ALL_THE_MARGIN);
    assertThat(table(Duration.ofSeconds(100), 0, First.IN_TIME).reason())
        .isEqualTo(Reason.DEADLINE_FIRST);
    assertThat(table(Duration.ofSeconds(100), 0, First.COMPLETE).reason())
        .isEqualTo(Reason.LOSS_FIRST);
    assertThat(table(Duration.ofSeconds(5), 0, First.IN_TIME).reason())
        .isEqualTo(Reason.LEAST_LOSS);
  }

  @Test
  void aProfileIsAsLateAsItSays() {
    for (LatenessProfile profile : LatenessProfile.values()) {
      assertThat(profile.shares().stream().mapToDouble(LatenessProfile.Share::of).sum())
          .isCloseTo(1, within(1e-9));
      assertThat(Arrivals.of(profile, 7))
          .isEqualTo(Arrivals.of(profile, 7))
          .allMatch(a -> a.latenessMillis() >= 0)
          .allMatch(a -> a.latenessMillis() < profile.greatest().toMillis());
      assertThat(LatenessProfile.named(profile.label())).isEqualTo(profile);
    }
    assertThatThrownBy(() -> LatenessProfile.named("nadie"))
        .hasMessageContaining("mobile, industrial, bank, web-logs");
  }

  @Test
  void aTraceIsAsLateAsItsMostPunctualEventSays() {
    Path file = directory.resolve("recorded.trace");
    TraceHeader header =
        new TraceHeader(
            TraceHeader.FORMAT,
            "recorded",
            "",
            null,
            List.of("eventos"),
            1,
            1,
            Duration.ZERO,
            MINUTE);
    try (TraceWriter out = new TraceWriter(file, header)) {
      put(out, 1, 100);
      put(out, 2, 103);
      put(out, 5, 95);
    }
    // 1 s after the start for 100, so 2 for 103 is the most punctual: the start is at 101
    assertThat(Arrivals.of(Trace.open(file)))
        .extracting(Arrival::latenessMillis)
        .containsExactly(2_000L, 0L, 11_000L);
  }

  @Test
  void nothingToChoose() {
    Need need = new Need(MINUTE, Optional.empty(), 0, First.COMPLETE);
    assertThatThrownBy(() -> DelayTable.of(List.of(), need, DelayTable.DELAYS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Need(Duration.ZERO, Optional.empty(), 0, First.COMPLETE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Need(MINUTE, Optional.empty(), 2, First.COMPLETE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Duration chosen(Duration within, double tolerated, First first) {
    return table(within, tolerated, first).recommended().delay();
  }

  private static DelayTable table(Duration within, double tolerated, First first) {
    Need need = new Need(MINUTE, Optional.ofNullable(within), tolerated, first);
    return DelayTable.of(ARRIVALS, need, List.of(LONGER, MINUTE));
  }

  private static Arrival at(int event, int arrival, String key) {
    return new Arrival(event * 1_000L, arrival * 1_000L, key);
  }

  private static void put(TraceWriter out, int second, int event) {
    String json =
        "{\"evento_id\":\"e\",\"user_id\":\"u\",\"timestamp\":\"%s\"}"
            .formatted(Instant.ofEpochSecond(event));
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    out.recordWithoutEventTime(second * 1_000_000L, "eventos", 0, null, value, Map.of(), 0);
  }
}
