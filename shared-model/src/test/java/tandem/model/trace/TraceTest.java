package tandem.model.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.model.catalog.Catalog;
import tandem.model.catalog.Exercise;
import tandem.model.catalog.Variant;

/**
 * A trace comes back as it was written, keeps its identity, and says in one line when it is
 * damaged.
 */
final class TraceTest {
  @TempDir private Path directory;

  @Test
  void comesBackAsItWasWritten() {
    Path file = directory.resolve("a.trace");
    TraceHeader header = header("9.9.9", "v", null);
    try (TraceWriter out = new TraceWriter(file, header)) {
      out.record(5, "eventos", 1, bytes("k"), bytes("ñ"), 1_000);
      out.recordWithoutEventTime(1_000_000, "eventos", 0, null, null, Map.of("h", bytes("v")), -7);
      out.control(TraceEntry.Action.BARRIER);
      out.record(3, "eventos", 0, null, new byte[0], 2_000);
    }
    List<TraceEntry> entries = new ArrayList<>();
    Trace trace = Trace.open(file);
    trace.forEach(entries::add);

    assertThat(trace.header()).isEqualTo(header);
    assertThat(trace.records()).isEqualTo(3);
    TraceEntry.Message first = (TraceEntry.Message) entries.get(0);
    assertThat(first.offsetMicros()).isEqualTo(5);
    assertThat(first.partition()).isEqualTo(1);
    assertThat(first.key()).isEqualTo(bytes("k"));
    assertThat(first.value()).isEqualTo(bytes("ñ"));
    TraceEntry.Message second = (TraceEntry.Message) entries.get(1);
    assertThat(second.offsetMicros()).isEqualTo(1_000_000);
    assertThat(second.key()).isNull();
    assertThat(second.value()).isNull();
    assertThat(second.headers().get("h")).isEqualTo(bytes("v"));
    assertThat(second.timestampMillis()).isEqualTo(-7);
    // partition 0 has had no event time yet: the record in it has none
    assertThat(entries.get(2))
        .isEqualTo(new TraceEntry.Control(TraceEntry.Action.BARRIER, 2, 1_000, Long.MIN_VALUE));
    TraceEntry.Message last = (TraceEntry.Message) entries.get(3);
    assertThat(last.offsetMicros()).isEqualTo(3);
    assertThat(last.value()).isEmpty();
    assertThat(last.index()).isEqualTo(2);
  }

  static Stream<Arguments> traces() {
    return Catalog.all().stream()
        .flatMap(
            e ->
                e.variants().stream()
                    .flatMap(
                        v ->
                            Stream.of(Purpose.values())
                                .filter(p -> p == Purpose.PARITY || v.timed())
                                .map(p -> Arguments.of(e.id(), v.name(), p))));
  }

  @ParameterizedTest
  @MethodSource("traces")
  void keepsTheRulesAndItsIdentity(String id, String name, Purpose purpose) throws Exception {
    Exercise exercise = Catalog.exercise(id);
    Variant variant = exercise.variant(name);
    Trace trace = generate(exercise, variant, purpose, 5, "a");
    assertThat(TraceVerifier.problems(trace, variant)).isEmpty();
    assertThat(generate(exercise, variant, purpose, 5, "b").sha256()).isEqualTo(trace.sha256());
    assertThat(generate(exercise, variant, purpose, 6, "c").sha256()).isNotEqualTo(trace.sha256());
  }

  @Test
  void refusesWhatIsNoTrace() throws Exception {
    Path file = Files.writeString(directory.resolve("x"), "hola");
    assertThatThrownBy(() -> Trace.open(file))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("is not a trace");
  }

  @Test
  void refusesAnotherVersion() throws Exception {
    Path file = Files.writeString(directory.resolve("x"), "{\"format\":\"tandem-trace/0\"}\n");
    assertThatThrownBy(() -> Trace.open(file))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("tandem-trace/1");
  }

  @Test
  void refusesACutFile() throws Exception {
    Exercise exercise = Catalog.exercise("11.1.2");
    Path whole = generate(exercise, exercise.headline(), Purpose.PARITY, 1, "whole").file();
    byte[] bytes = Files.readAllBytes(whole);
    Path cut =
        Files.write(directory.resolve("cut"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> Trace.open(cut))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("damaged");
  }

  private Trace generate(
      Exercise exercise, Variant variant, Purpose purpose, long seed, String name) {
    TraceRequest request =
        switch (purpose) {
          case PARITY -> TraceRequest.parity(seed, 2);
          case LIVE ->
              TraceRequest.live(seed, 2, 500, Duration.ofSeconds(1), Duration.ofSeconds(3));
          case DRAIN -> TraceRequest.drain(seed, 2, 500, 2_000);
        };
    Path file = directory.resolve(name + ".trace");
    try (TraceWriter out = new TraceWriter(file, header(exercise.id(), variant.name(), request))) {
      variant.traffic().write(request, out);
    }
    return Trace.open(file);
  }

  private static TraceHeader header(String exercise, String variant, TraceRequest request) {
    if (request != null) {
      Exercise of = Catalog.exercise(exercise);
      return TraceHeader.of(of, of.variant(variant), request);
    }
    return new TraceHeader(
        TraceHeader.FORMAT,
        exercise,
        variant,
        null,
        List.of("eventos"),
        2,
        1,
        Duration.ZERO,
        Duration.ofSeconds(3));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
