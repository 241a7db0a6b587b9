package tandem.model.ch11.sec1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.model.catalog.Meaning;
import tandem.model.catalog.Overload;
import tandem.model.ch11.sec1.FallingBehind.Sellado;
import tandem.model.event.DeadLetter;
import tandem.model.parity.ExpectedRow;
import tandem.model.parity.Inputs;
import tandem.model.trace.Trace;
import tandem.model.trace.TraceEntry;
import tandem.model.trace.TraceHeader;
import tandem.model.trace.TraceRequest;
import tandem.model.trace.TraceWriter;

/** Seals, rows and traffic that were worked out by hand. */
final class FallingBehindTest {
  private static final TraceRequest LIVE =
      TraceRequest.live(7, 2, 100, Duration.ofSeconds(2), Duration.ofSeconds(10));
  @TempDir private Path directory;

  /** The hash of "a" is 97, so 99 is multiplied; 99^5 is 9,509,900,499, four primes too many. */
  @Test
  void aSealIsAPower() {
    assertThat(FallingBehind.seal("a", 1)).isEqualTo(99);
    assertThat(FallingBehind.seal("a", 2)).isEqualTo(9_801);
    assertThat(FallingBehind.seal("a", 4)).isEqualTo(96_059_601);
    assertThat(FallingBehind.seal("a", 5)).isEqualTo(919_965_911);
  }

  /**
   * The prime is 2^31 - 1, so that powers of two repeat each 31 steps. Ids of one character with
   * the codes 2, 6 and 14 have the bases 4, 8 and 16; and 60,000 = 31 * 1935 + 15.
   */
  @Test
  void theOracleGivesTheSealsOfSixtyThousandSteps() {
    List<ExpectedRow> rows =
        FallingBehind.EXERCISE.headline().oracle().expected(byHand(), Meaning.SPARK);

    assertThat(rows)
        .extracting(ExpectedRow::row)
        .filteredOn(row -> row instanceof Sellado)
        .containsExactly(
            new Sellado("\u0002", "ana", 1L << 30),
            new Sellado("\u0006", "ana", 1L << 14),
            new Sellado("\u000e", "leo", 1L << 29));
    assertThat(rows)
        .extracting(ExpectedRow::output)
        .filteredOn(DeadLetter.OUTPUT::equals)
        .hasSize(1);
  }

  @Test
  void theRuleAgreesWithItsOracleOnThem() {
    assertThat(FallingBehind.seal("\u0002", FallingBehind.STEPS)).isEqualTo(1L << 30);
    assertThat(FallingBehind.seal("\u000e", FallingBehind.STEPS)).isEqualTo(1L << 29);
  }

  /**
   * Ten seconds at 100 a second, of which 2.5 at seven and a half times as much; two seconds before
   * them.
   */
  @Test
  void thePeakStandsWhereTheOverloadSays() {
    Overload overload = FallingBehind.EXERCISE.headline().overload().orElseThrow();
    long from = 2_000_000 + overload.peakFrom(LIVE.measured()).toMillis() * 1_000;
    long to = 2_000_000 + overload.peakTo(LIVE.measured()).toMillis() * 1_000;
    assertThat(List.of(from, to)).containsExactly(4_000_000L, 6_500_000L);
    long[] counts = new long[3];
    live()
        .forEach(
            entry -> {
              if (entry instanceof TraceEntry.Message message) {
                long at = message.offsetMicros();
                counts[at < from ? 0 : at < to ? 1 : 2]++;
              }
            });

    assertThat(counts[0]).isBetween(399L, 401L);
    assertThat(counts[1]).isBetween(1_874L, 1_876L);
    assertThat(counts[2]).isBetween(549L, 551L);
  }

  @Test
  void equalRequestsGiveEqualBytes() {
    assertThat(live().sha256()).isEqualTo(live().sha256());
  }

  private Trace live() {
    Path file = directory.resolve("live.trace");
    try (TraceWriter out = new TraceWriter(file, header(LIVE))) {
      FallingBehind.EXERCISE.headline().traffic().write(LIVE, out);
    }
    return Trace.open(file);
  }

  private Inputs byHand() {
    Path file = directory.resolve("hand.trace");
    try (TraceWriter out = new TraceWriter(file, header(null))) {
      put(out, "\\u0002", "ana");
      put(out, "\\u0006", "ana");
      put(out, "\\u000e", "leo");
      byte[] unreadable = "{".getBytes(StandardCharsets.UTF_8);
      out.recordWithoutEventTime(0, "eventos", 0, null, unreadable, Map.of(), 0);
    }
    return Inputs.of(Trace.open(file));
  }

  private static void put(TraceWriter out, String id, String user) {
    String json =
        "{\"evento_id\":\"%s\",\"user_id\":\"%s\",\"timestamp\":\"2026-03-01T00:00:00.000Z\"}"
            .formatted(id, user);
    out.record(0, "eventos", 0, null, json.getBytes(StandardCharsets.UTF_8), 0);
  }

  private static TraceHeader header(TraceRequest request) {
    return new TraceHeader(
        TraceHeader.FORMAT,
        "11.1.5",
        FallingBehind.UNLIMITED,
        request,
        List.of("eventos"),
        2,
        1,
        request == null ? Duration.ZERO : request.leadIn(),
        request == null ? Duration.ZERO : request.measured());
  }
}
